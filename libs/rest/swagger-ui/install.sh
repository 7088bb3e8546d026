#!/bin/sh
# Installs the packages of package-lock.json unless they are installed. Takes a lock: all build folders share node_modules.
set -eu
cd "$(dirname "$0")"
exec 9<package-lock.json
flock 9
installed=node_modules/.souk-installed
if ! cmp -s package-lock.json "$installed"; then
  npm ci --no-audit --no-fund --loglevel=error
  cp package-lock.json "$installed"
fi
