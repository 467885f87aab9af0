#!/usr/bin/env bash
# Bring .venv to the pinned packages of the named files: venv.sh requirements.txt [requirements-dev.txt]
set -euo pipefail
cd "$(dirname "$0")/.."

# A stamp holds what was installed and where, so that a second call costs nothing and a moved folder is noticed.
wanted() { { pwd; cat "$1" pyproject.toml; } | sha256sum; }
stamp() { echo ".venv/.installed-$1"; }

is_current() {
    local file
    for file in "$@"; do
        [ "$(cat "$(stamp "$file")" 2>/dev/null)" = "$(wanted "$file")" ] || return 1
    done
}

# The pins are resolved for Python 3.11, so the oldest that fits is the surest.
newer_than_310() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
python_that_fits() {
    local name
    for name in python3.11 python3.12 python3.13 python3; do
        newer_than_310 "$name" && { echo "$name"; return; }
    done
    echo "Python 3.11 or newer is needed; on Debian: sudo apt-get install -y python3 python3-venv" >&2
    return 1
}

can_make_venv() { "$1" -c 'import venv, ensurepip' 2>/dev/null; }

make_venv() {
    local python package
    python="$(python_that_fits)"
    package="${python}-venv"
    if ! can_make_venv "$python" && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
        apt-get -qq update
        DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$package" </dev/null >/dev/null || true
    fi
    can_make_venv "$python" || {
        echo "Python's venv module is missing: sudo apt-get install -y $package" >&2
        return 1
    }
    "$python" -m venv --clear .venv
}

is_current "$@" && exit 0

.venv/bin/python -m pip --version >/dev/null 2>&1 || make_venv
echo "Installing the packages of $* into .venv (about a minute, once)"
requirements=()
for file in "$@"; do requirements+=(-r "$file"); done
.venv/bin/python -m pip install -qq --no-input --disable-pip-version-check "${requirements[@]}" </dev/null
.venv/bin/python -m pip install -qq --no-input --disable-pip-version-check \
    --no-deps --no-build-isolation --editable . </dev/null
for file in "$@"; do wanted "$file" >"$(stamp "$file")"; done
