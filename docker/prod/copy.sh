#!/bin/bash
# Runs on the laptop: `make copy`. Sends what was built, and this folder, to the VPS as one release.
#   copy.sh VPS ROOT
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."

vps=$1 root=$2
version=$(date -u +%Y%m%d-%H%M%S)-$(git rev-parse --short HEAD 2>/dev/null || echo unversioned)

{
  cat docker/prod/release.sh
  # Only files: owners and the extended attributes of a Mac stay here, and so do secrets.
  COPYFILE_DISABLE=1 tar -cz --exclude=.secrets dist/images docker/prod
} | ${SSH:-ssh} "$vps" bash -s -- receive "$root" "$version"
