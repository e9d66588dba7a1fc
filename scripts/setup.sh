# Sourced by ./demo and ./test: makes .venv with the exact versions of constraints.txt, once.
# Needs a Python of 3.12 or newer and, the first time, the package index.
# POSIX sh; the caller stands in the project's folder and has `set -eu`.

venv=.venv
python=$venv/bin/python

is_new_enough() {
    "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1
}

find_python() {
    # A shim of pyenv may stand for a version that is not active, so each candidate is tried, not only looked for.
    # The version that the tests run on comes first; newer ones follow.
    for candidate in "${DATELINE_PYTHON:-}" python3.12 python3.13 python3.14 python3 python \
        "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.1[2-9]*/bin/python /usr/local/bin/python3.1[2-9] /opt/*/bin/python3.1[2-9]; do
        if [ -n "$candidate" ] && is_new_enough "$candidate"; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    cat >&2 <<'TEXT'
dateline needs Python 3.12 or newer, and none was found here.
Install it (https://www.python.org/downloads/, `apt install python3.12 python3.12-venv`, `brew install python@3.12`
or `pyenv install 3.12`), or name it: DATELINE_PYTHON=/path/to/python3.12 ./demo
TEXT
    exit 2
}

stamp_now() {
    # Changes whenever what is to be installed changes, or the folder moves: scripts in .venv hold its path.
    { cat pyproject.toml constraints.txt; pwd; "$python" --version; } | cksum
}

if ! is_new_enough "$python" || [ "$(cat "$venv/stamp" 2>/dev/null)" != "$(stamp_now)" ]; then
    found=$(find_python)
    echo "Setting up .venv with $("$found" --version) (about a minute, once) ..." >&2
    rm -rf "$venv"
    "$found" -m venv "$venv"
    "$python" -m pip install --quiet --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]' >&2
    stamp_now >"$venv/stamp"
fi
