#!/bin/sh
# Set up everything that formcheck needs, in .venv: "run" for using it, "dev" for working on it.
#
# What is there already is left alone, so that a second run takes a moment. When a lock has changed,
# the environment is made anew, so that nothing of the old lock stays behind.
# Set PYTHON to choose the Python.
set -eu
cd "$(dirname "$0")/.."

kind=${1:-run}
venv=.venv
stamps=$venv/.formcheck
case $kind in
run) lock=requirements.lock ;;
dev) lock=requirements-dev.lock ;;
*) echo "usage: tools/setup.sh run|dev" >&2; exit 2 ;;
esac

say() { printf 'setup: %s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }

# Which Python: the first of these that is new enough.
find_python() {
    for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
}

# The libraries that the wheels of Qt, OpenCV and the renderer of the samples expect from the system,
# each with the Debian and Ubuntu package that has it. Found with readelf -d on the wheels' files.
libraries() {
    cat <<'TABLE'
libGL.so.1 libgl1
libEGL.so.1 libegl1
libX11.so.6 libx11-6
libX11-xcb.so.1 libx11-xcb1
libXcursor.so.1 libxcursor1
libXext.so.6 libxext6
libXrender.so.1 libxrender1
libbrotlidec.so.1 libbrotli1
libdbus-1.so.3 libdbus-1-3
libfontconfig.so.1 libfontconfig1
libfreetype.so.6 libfreetype6
libglib-2.0.so.0 libglib2.0-0
libgssapi_krb5.so.2 libgssapi-krb5-2
libgthread-2.0.so.0 libglib2.0-0
libxkbcommon.so.0 libxkbcommon0
libxkbcommon-x11.so.0 libxkbcommon-x11-0
libxcb.so.1 libxcb1
libxcb-cursor.so.0 libxcb-cursor0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-image.so.0 libxcb-image0
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-randr.so.0 libxcb-randr0
libxcb-render.so.0 libxcb-render0
libxcb-render-util.so.0 libxcb-render-util0
libxcb-shape.so.0 libxcb-shape0
libxcb-shm.so.0 libxcb-shm0
libxcb-sync.so.1 libxcb-sync1
libxcb-util.so.1 libxcb-util1
libxcb-xfixes.so.0 libxcb-xfixes0
libxcb-xkb.so.1 libxcb-xkb1
libz.so.1 zlib1g
TABLE
}

has_font() {
    find -L /usr/share/fonts /usr/local/share/fonts "${HOME:-/}/.fonts" "${HOME:-/}/.local/share/fonts" \
        \( -name '*.ttf' -o -name '*.otf' -o -name '*.ttc' \) 2>/dev/null | grep -q .
}

# The packages that are missing on this Debian or Ubuntu, on one line.
missing_packages() {
    known=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p)
    libraries | while read -r library package; do
        printf '%s\n' "$known" | grep -qF "	$library " || echo "$package"
    done
    has_font || echo fonts-dejavu-core
    python=$(find_python)
    if [ -z "$python" ]; then
        echo python3
        echo python3-venv
    elif ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        # Debian packs these apart: python3-venv for its own python3, python3.12-venv for others.
        case $python in python3) echo python3-venv ;; *) echo "$(basename "$python")-venv" ;; esac
    fi
}

install_packages() {
    if [ "$(id -u)" = 0 ]; then
        as_root=
    elif sudo -n true 2>/dev/null; then
        as_root='sudo -n'
    else
        say "these system packages are missing and only an administrator can install them. Type this, then start again:"
        say "sudo apt-get update && sudo apt-get install -y $*"
        exit 1
    fi
    apt="$as_root env DEBIAN_FRONTEND=noninteractive apt-get"
    say "installing system packages: $*"
    # Only a list of packages that is missing or too old makes the first try fail.
    $apt install -qq -y --no-install-recommends "$@" >/dev/null 2>&1 && return
    $apt update -qq
    $apt install -qq -y --no-install-recommends "$@" >/dev/null ||
        stop "apt-get could not install them: see the lines above."
}

if [ -n "${PYTHON:-}" ] && [ -z "$(find_python)" ]; then
    stop "expected PYTHON to name a Python 3.11 or newer, found $PYTHON: name another, or leave it out."
fi
if [ "$(uname -s)" = Linux ]; then
    [ "$(uname -m)" = x86_64 ] ||
        stop "expected an x86-64 processor, found $(uname -m): the pose library has no Linux package for it."
    if command -v apt-get >/dev/null; then
        packages=$(missing_packages | sort -u | tr '\n' ' ')
        # shellcheck disable=SC2086 # one word a package
        [ -z "$packages" ] || install_packages $packages
    else
        say "no apt-get here: if a window does not open, install what Qt 6 needs (xcb, xkbcommon, EGL)."
    fi
fi

python=$(find_python)
[ -n "$python" ] || stop "expected Python 3.11 or newer, found none: install it, or name it with PYTHON=/path/to/python3."

locks=$(cat requirements.lock requirements-dev.lock | cksum)
if [ "$(cat $stamps/locks 2>/dev/null)" != "$locks" ] || ! $venv/bin/python -c '' 2>/dev/null; then
    say "making $venv with $("$python" --version)"
    "$python" -m venv --clear $venv
    mkdir -p $stamps
    echo "$locks" >$stamps/locks
fi
if [ ! -e $stamps/dev ] && [ ! -e "$stamps/$kind" ]; then
    say "installing the packages of $lock: this takes a few minutes the first time"
    $venv/bin/python -m pip install --quiet --no-input --disable-pip-version-check \
        --require-hashes -r "$lock" || stop "pip could not install them: see the lines above."
    touch "$stamps/$kind"
fi
