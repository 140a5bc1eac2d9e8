#!/bin/sh
# Makes the password of the compose file's database, once, in a folder that only you may enter.
set -eu
folder=$(dirname "$0")/secrets
if [ -e "$folder" ]; then
    echo "$folder is there already; the database knows its password, so it stays."
    exit 0
fi
mkdir "$folder"
chmod 700 "$folder"
password=$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')
printf '%s' "$password" >"$folder/database_password"
printf 'postgres://farlantern:%s@database/farlantern' "$password" >"$folder/database_url"
# The programs in the containers run as other users; the folder keeps everybody else out.
chmod 644 "$folder/database_password" "$folder/database_url"
echo "made $folder"
