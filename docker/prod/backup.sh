#!/bin/bash
# For the host's cron, instead of the schedule inside the console or beside it: takes a backup and verifies it, by the same code and under the
# same lock. `make copy-backup-script` puts it beside the releases, `make install-backup-cron` into the crontab. Quiet when all is well, so that
# cron writes only when something is not.
set -uo pipefail
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/current/docker/prod" || exit 1

output=$(docker compose exec -T admin node /app/tools/backup.js --trigger=cron 2>&1)
status=$?
logger --tag initialsdb-backup -- "exit $status: $output" 2>/dev/null || true
[ "$status" = 0 ] || printf 'The backup failed (exit %s):\n%s\n' "$status" "$output" >&2
exit "$status"
