#!/usr/bin/env bash
# Print where a program that is no Python package lives, or exit 1: find.sh chromium | find.sh postgresql
set -euo pipefail

# Ubuntu's snap of Chromium has a /tmp of its own, so a test cannot drive it.
is_snap() {
    case "$(readlink -f "$1")" in */snap | /snap/*) return 0 ;; esac
    [ "$(head -c 2 "$1")" = "#!" ] && grep -q "/snap/" "$1"
}

find_chromium() {
    local name path
    for name in chromium google-chrome google-chrome-stable chromium-browser; do
        path="$(command -v "$name")" || continue
        is_snap "$path" || { echo "$path"; return; }
    done
    # A Chromium that `playwright install` brought.
    path="$(find "${PLAYWRIGHT_BROWSERS_PATH:-${HOME:-/root}/.cache/ms-playwright}" \
        -type f \( -name chrome -o -name chrome-headless-shell \) -perm -u+x 2>/dev/null | sort | tail -n 1)"
    [ -n "$path" ] && echo "$path"
}

find_postgresql() {
    local newest path
    newest="$(find /usr/lib/postgresql -path "*/bin/initdb" 2>/dev/null | sort -V | tail -n 1)"
    path="${newest:-$(command -v initdb)}" || return 1
    dirname "$(readlink -f "$path")"
}

case "${1:-}" in
    chromium) find_chromium ;;
    postgresql) find_postgresql ;;
    *) echo "usage: find.sh chromium | find.sh postgresql" >&2; exit 2 ;;
esac
