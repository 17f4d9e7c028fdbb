#!/bin/bash
# Runs on the VPS, sent there by `make copy` and `make rollback` over ssh. A release is a folder, releases/<version>/; `current` is a link to the
# one in use and `previous` to the one that ran before. Each link is replaced in one step, so that there is always a whole release.
#   release.sh receive ROOT VERSION <the release as .tar.gz
#   release.sh rollback ROOT
set -euo pipefail
umask 022

kept=3

die() {
  echo "$*" >&2
  exit 1
}

# point LINK TARGET: makes or replaces a link; renaming is atomic, `ln -f` is not.
point() {
  ln -sfn "$2" "$1.new"
  mv -T "$1.new" "$1"
}

# What is neither in use, nor the way back, nor among the newest.
prune() {
  local release
  for release in $(cd releases && find . -mindepth 1 -maxdepth 1 -type d -printf '%P\n' | sort -r | tail -n "+$((kept + 1))"); do
    case releases/$release in
      "$(readlink current)" | "$(readlink previous || true)") ;;
      *) rm -rf "releases/$release" ;;
    esac
  done
}

# came_up RELEASE: whether it ever did, which its Makefile notes; one that was only copied is no way back.
came_up() {
  [ -e "$1/.came-up" ]
}

receive() {
  local version=$1 incoming=releases/.incoming
  [ ! -e "releases/$version" ] || die "Release $version is here already."
  rm -rf "$incoming"
  mkdir -p "$incoming"
  tar -xz -C "$incoming" || die "The release did not arrive whole; nothing was changed."
  [ -f "$incoming/docker/prod/docker-compose.yml" ] || die "What arrived is no release; nothing was changed."
  # Secrets stay here, outside the releases.
  mkdir -p -m 700 secrets
  ln -s ../../../../secrets "$incoming/docker/prod/.secrets"
  mv "$incoming" "releases/$version"
  if [ -L current ] && came_up current; then point previous "$(readlink current)"; fi
  point current "releases/$version"
  prune
  echo "Release $version is current. Start it: make -C $PWD/current/docker/prod up"
}

rollback() {
  local current previous
  current=$(readlink current) || die "There is no release here."
  previous=$(readlink previous) || die "There is no release that ran before $current."
  point current "$previous"
  point previous "$current"
  if make --no-print-directory -C current/docker/prod soft-reset; then
    came_up previous || rm previous
    echo "Release ${previous#releases/} is current again; ${current#releases/} $([ -L previous ] && echo "is the way back" || echo "never came up")."
    return
  fi
  # The older one refuses a database that the newer one has migrated, before anything was stopped; but by then the images are the older one's,
  # and where it got further, so may be the containers.
  point current "$current"
  point previous "$previous"
  echo "Release ${previous#releases/} does not start (see above). Starting ${current#releases/} again." >&2
  make --no-print-directory -C current/docker/prod resume ||
    die "Neither does ${current#releases/}, which is current: the board may be down. Look at \`make ps\` and \`make logs\` in $PWD/current/docker/prod."
  die "Release ${previous#releases/} does not start; ${current#releases/} is current, and runs."
}

main() {
  local command=$1 root=$2
  mkdir -p "$root" 2>/dev/null && [ -w "$root" ] ||
    die "$(id -un) may not write in $root. Once, as root: install -d -o $(id -un) -g $(id -gn) $root"
  cd "$root"
  exec 9>.lock
  flock --nonblock 9 || die "Another release is being copied."
  case $command in
    receive) receive "$3" ;;
    rollback) rollback ;;
    *) die "usage: release.sh receive|rollback ROOT [VERSION]" ;;
  esac
}

# On one line with its end: what follows on the input is the release, not more of the script.
main "$@"; exit
