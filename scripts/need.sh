#!/usr/bin/env bash
# Make sure programs that are no Python packages are here, installing them when root: need.sh chromium postgresql
set -euo pipefail
cd "$(dirname "$0")/.."

missing=()
for program in "$@"; do
    scripts/find.sh "$program" >/dev/null || missing+=("$program")
done
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "Missing: ${missing[*]}. Install and run again, on Debian with: sudo apt-get install -y ${missing[*]}" >&2
    exit 1
fi

echo "Installing ${missing[*]} with apt-get"
export DEBIAN_FRONTEND=noninteractive
apt-get -qq update
for program in "${missing[@]}"; do
    apt-get -qq install -y --no-install-recommends "$program" </dev/null >/dev/null || true
    # Ubuntu has Chromium as a snap only; Playwright brings one that a test can drive.
    if [ "$program" = chromium ] && ! scripts/find.sh chromium >/dev/null; then
        .venv/bin/playwright install --with-deps chromium || true
    fi
    scripts/find.sh "$program" >/dev/null || {
        echo "apt-get could not install $program: install it by hand and run again" >&2
        exit 1
    }
done
