#!/bin/sh
# Installs what package-lock.json pins, unless it is there already. One at a time: all build folders share node_modules.
set -eu
cd "$(dirname "$0")"
exec 9<package-lock.json
flock 9
installed=node_modules/.souk-installed
if ! cmp -s package-lock.json "$installed"; then
  npm ci --no-audit --no-fund --loglevel=error
  cp package-lock.json "$installed"
fi
