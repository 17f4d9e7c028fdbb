#!/bin/bash
# How is it? Release, containers and their health, disk, newest verified backup. Exit 1 where something is not well.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")"
well=0

echo "Release     $(basename "$(cd ../.. && pwd -P)")"

echo "Containers"
for service in database app admin; do
  state=$(docker ps --all --filter label=com.docker.compose.project=initialsdb-prod \
    --filter "label=com.docker.compose.service=$service" --format '{{.Status}}' | head -1)
  printf '  %-10s %s\n' "$service" "${state:-not there}"
  case $state in *'(healthy)'*) ;; *) well=1 ;; esac
done

echo "Disk"
df -h --output=target,size,avail,pcent / | sed 's/^/  /'
docker system df --format '  {{.Type}}: {{.Size}}' 2>/dev/null || true

printf 'Backups     '
make --no-print-directory --silent newest-backup || well=1
exit $well
