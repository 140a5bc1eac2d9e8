#!/bin/sh
# Makes a certificate authority of one's own and a certificate for names or addresses in one's
# network, in one folder. The authority is made once; called again, only the certificate is new.
#   sh deploy/make-certificate.sh certificate play.home.arpa 192.168.1.20
set -eu
[ $# -ge 2 ] || { echo "Say a folder, and the names or addresses that people will type."; exit 2; }
folder=$1
shift
umask 077
mkdir -p "$folder"
names=
for name in "$@"; do
    case $name in
    *:* | *[!0-9.]*) case $name in *:*) kind=IP ;; *) kind=DNS ;; esac ;;
    *) kind=IP ;;
    esac
    names="${names:+$names,}$kind:$name"
done

if [ ! -e "$folder/ca.key" ]; then
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -noenc -days 3650 \
        -subj "/CN=Farlantern at home" -addext "basicConstraints=critical,CA:TRUE,pathlen:0" \
        -addext "keyUsage=critical,keyCertSign,cRLSign" \
        -keyout "$folder/ca.key" -out "$folder/ca.pem"
fi
# Browsers take no certificate that lasts longer than 398 days, some none longer than that from any CA.
openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -noenc -subj "/CN=$1" \
    -keyout "$folder/server.key" -out "$folder/server.csr"
printf 'subjectAltName=%s\nbasicConstraints=critical,CA:FALSE\nextendedKeyUsage=serverAuth\n' "$names" \
    >"$folder/server.ext"
openssl x509 -req -in "$folder/server.csr" -CA "$folder/ca.pem" -CAkey "$folder/ca.key" \
    -CAcreateserial -days 397 -extfile "$folder/server.ext" -out "$folder/server.pem"
rm "$folder/server.csr" "$folder/server.ext"
echo "$folder/server.pem and $folder/server.key are for the server, $folder/ca.pem is for the devices; $folder/ca.key stays secret."
