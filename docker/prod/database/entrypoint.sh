#!/bin/bash
# Runs as root before the image's own entrypoint, which becomes the user postgres. The secrets' files belong to the user of the other
# containers (1000), mode 0600, so they are copied for postgres alone, into memory.
set -euo pipefail
install --owner=postgres --mode=0400 --target-directory=/run/database-secrets /run/secrets/*
exec docker-entrypoint.sh "$@"
