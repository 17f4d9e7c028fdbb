#!/bin/bash
# Runs on the laptop: `make copy-caddy`. Caddy's folder on the VPS is shared by several apps: the first one brings all of it, each later one
# only its file in sites/ (its network and port are added to docker-compose.yml and Makefile there by hand).
#   copy.sh VPS ROOT
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")"

vps=$1 root=$2
ssh=${SSH:-ssh}

if $ssh "$vps" test -e "$root/docker-compose.yml"; then
  COPYFILE_DISABLE=1 tar -cz sites | $ssh "$vps" tar -xz --no-same-owner -C "$root"
else
  COPYFILE_DISABLE=1 tar -cz --exclude=.secrets . | $ssh "$vps" "mkdir -p $root && tar -xz --no-same-owner -C $root"
fi
echo "Take it over: make -C $root restart (the first time: make -C $root up)"
