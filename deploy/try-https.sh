#!/bin/sh
# Tries the recipes of https-at-home.md on this machine, with certificates of its own: needs Node 20,
# curl, openssl, caddy and OpenSSH's server, a built Farlantern, and no network. Everything it makes lies in one folder that
# it removes again; everything it starts it ends.
#   cargo xtask build && sh deploy/try-https.sh
# Another build: FARLANTERN_BIN=… FARLANTERN_SITE=… sh deploy/try-https.sh
set -eu

here=$(cd "$(dirname "$0")" && pwd)
target=${CARGO_TARGET_DIR:-$here/../target}
program=${FARLANTERN_BIN:-$target/release/farlantern}
site=${FARLANTERN_SITE:-$target/site}
# What this machine's owner set for a server of his own stays out of it.
for name in $(env | sed -n 's/^\(FARLANTERN_[A-Z_]*\)=.*/\1/p') DATABASE_URL; do unset "$name"; done

# Servers of the system lie where not everybody looks; and sshd wants to be called by its whole path.
PATH=$PATH:/usr/sbin:/sbin
for tool in node curl openssl caddy ssh sshd ssh-keygen "$program"; do
    command -v "$tool" >/dev/null || { echo "$tool is not here."; exit 2; }
done

folder=$(mktemp -d)
started=
end() {
    for id in $started; do kill "$id" 2>/dev/null || true; done
    for id in $started; do wait "$id" 2>/dev/null || true; done
    started=
}
trap 'end; rm -rf "$folder"' EXIT
trap 'exit 130' INT TERM

# Five ports that nobody has just now.
ports=$(node -e '
    const { createServer } = require("node:net");
    const servers = [0, 1, 2, 3, 4].map(() => createServer().listen(0, "127.0.0.1"));
    setTimeout(() => {
        console.log(servers.map((it) => it.address().port).join(" "));
        servers.forEach((it) => it.close());
    }, 50);
')
set -- $ports
inner=$1 outer=$2 plain=$3 far=$4 door=$5

serve() {
    "$program" serve --data-dir "$folder/$1" --bind "127.0.0.1:$2" --site-root "$site" \
        --log warn --public-url "$3" $4 >"$folder/$1.log" 2>&1 &
    started="$started $!"
}

# Waits for an address, by the certificate that it should have.
ready() {
    tries=0
    until curl --silent --fail --output /dev/null --cacert "$folder/ca.pem" \
        --resolve "play.farlantern.test:$outer:127.0.0.1" "https://play.farlantern.test:$outer/readyz"; do
        tries=$((tries + 1))
        [ "$tries" -lt 100 ] || { echo "It was not ready in time."; cat "$folder"/*.log; exit 1; }
        sleep 0.2
    done
}

ask() {
    NODE_EXTRA_CA_CERTS="$folder/ca.pem" node "$here/try-https.mjs" "$@" || failed=1
}
failed=0

echo "1. Certificate files of one's own, by a CA made with openssl"
sh "$here/make-certificate.sh" "$folder/certificate" play.farlantern.test other.farlantern.test >/dev/null 2>&1
cp "$folder/certificate/ca.pem" "$folder/ca.pem"
serve own "$outer" "https://play.farlantern.test:$outer" \
    "--tls-cert $folder/certificate/server.pem --tls-key $folder/certificate/server.key"
ready
ask "https://play.farlantern.test:$outer" "https://other.farlantern.test:$outer"
end

# Caddy with a CA of its own, in front of what listens at a port of this machine.
front() {
    cat >"$folder/Caddyfile" <<END
{
	admin off
	default_bind 127.0.0.1
	http_port $plain
	https_port $outer
	skip_install_trust
	storage file_system $folder/caddy
}
play.farlantern.test, other.farlantern.test {
	tls internal
	reverse_proxy 127.0.0.1:$1
}
END
    HOME="$folder" caddy run --config "$folder/Caddyfile" --adapter caddyfile >"$folder/caddy.log" 2>&1 &
    started="$started $!"
    tries=0
    until [ -s "$folder/caddy/pki/authorities/local/root.crt" ]; do
        tries=$((tries + 1))
        [ "$tries" -lt 50 ] || { echo "Caddy made no CA."; cat "$folder/caddy.log"; exit 1; }
        sleep 0.2
    done
    cp "$folder/caddy/pki/authorities/local/root.crt" "$folder/ca.pem"
    ready
}

# Asks by the name, by another one, and without HTTPS.
ask_all() {
    ask "https://play.farlantern.test:$outer" "https://other.farlantern.test:$outer" \
        "http://play.farlantern.test:$plain"
}

echo "2. Caddy in front, with a CA of its own"
serve behind "$inner" "https://play.farlantern.test:$outer" "--trusted-proxies 127.0.0.1,::1"
front "$inner"
ask_all
end

echo "3. A tunnel of one's own: ssh -R to a machine that has Caddy in front"
# Both machines are this one; what is behind the tunnel is reached through it alone.
mkdir -p "$folder/ssh" /run/sshd 2>/dev/null || true
for key in host home; do ssh-keygen -q -t ed25519 -N "" -f "$folder/ssh/$key"; done
cp "$folder/ssh/home.pub" "$folder/ssh/authorized"
cat >"$folder/ssh/config" <<END
Port $door
ListenAddress 127.0.0.1
HostKey $folder/ssh/host
AuthorizedKeysFile $folder/ssh/authorized
PidFile none
PasswordAuthentication no
StrictModes no
AllowTcpForwarding remote
PermitListen 127.0.0.1:$far
ForceCommand /bin/false
ClientAliveInterval 30
END
"$(command -v sshd)" -D -f "$folder/ssh/config" -E "$folder/sshd.log" &
started="$started $!"
serve through "$inner" "https://play.farlantern.test:$outer" "--trusted-proxies 127.0.0.1,::1"
echo "[127.0.0.1]:$door $(cut -d' ' -f1,2 "$folder/ssh/host.pub")" >"$folder/ssh/known"
tries=0
until ssh-keyscan -p "$door" 127.0.0.1 >/dev/null 2>&1; do
    tries=$((tries + 1))
    [ "$tries" -lt 50 ] || { echo "The far machine's sshd did not start."; cat "$folder/sshd.log"; exit 1; }
    sleep 0.2
done
ssh -N -R "127.0.0.1:$far:127.0.0.1:$inner" -p "$door" -i "$folder/ssh/home" -F none \
    -o ExitOnForwardFailure=yes -o ServerAliveInterval=30 -o "UserKnownHostsFile=$folder/ssh/known" \
    "$(id -un)@127.0.0.1" >"$folder/ssh.log" 2>&1 &
started="$started $!"
front "$far"
ask_all
end

[ "$failed" -eq 0 ] && echo "All of it works."
exit "$failed"
