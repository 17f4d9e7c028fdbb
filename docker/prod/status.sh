#!/bin/bash
# How is it? Release, containers and their health, disk, newest verified backup. Exit 1 where something is not well.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")"
well=0

echo "Release     $(basename "$(cd ../.. && pwd -P)")"

echo "Containers"
for service in database app admin; do
  container=$(docker ps --all --quiet --filter label=com.docker.compose.project=initialsdb-prod \
    --filter "label=com.docker.compose.service=$service" | head -1)
  state='not there'
  if [ -n "$container" ]; then
    state=$(docker inspect --format '{{.State.Status}}, {{.State.Health.Status}}, since {{.State.StartedAt}}' "$container")
  fi
  printf '  %-10s %s\n' "$service" "$state"
  case $state in 'running, healthy'*) ;; *) well=1 ;; esac
done

echo "Disk"
df -h --output=target,size,avail,pcent / | sed 's/^/  /'
docker system df --format '  {{.Type}}: {{.Size}}' 2>/dev/null || true

echo "Newest verified backup"
# The same age as BACKUP_MAX_AGE_HOURS in .env; worked out here, so that a console that is down can't hide it.
hours=$(sed -n 's/^BACKUP_MAX_AGE_HOURS=//p' .env | tail -1)
newest=$(docker compose exec -T database psql --username=initialsdb --dbname=initialsdb --tuples-only --no-align --field-separator='  ' --command "
  SELECT CASE WHEN started_at > now() - interval '${hours:-26} hours' THEN 'fresh' ELSE 'STALE' END,
         to_char(started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI \"UTC\"'), pg_size_pretty(size_bytes), file
    FROM backups WHERE state = 'succeeded' AND verified_at IS NOT NULL AND deleted_at IS NULL
    ORDER BY started_at DESC LIMIT 1") || newest='the database does not answer'
echo "  ${newest:-none}"
case $newest in
  fresh*)
    # A row outlives its file: a volume that is gone is found here.
    file=/data/backups/${newest##* }
    docker compose exec -T admin test -s "$file" || { echo "  THERE IS NO $file (or no console to look for it)"; well=1; }
    ;;
  *) well=1 ;;
esac
exit $well
