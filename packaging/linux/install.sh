#!/bin/sh
# Put formcheck into your own folders, so that it is among your programs; nobody else is touched.
#
#   ./install.sh             install, or replace an older one
#   ./install.sh --remove    take it away again; your sessions and settings stay
set -eu

here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
home=${HOME:?expected HOME to name your folder}
data=${XDG_DATA_HOME:-$home/.local/share}
program=$home/.local/opt/formcheck
command=$home/.local/bin/formcheck
entry=$data/applications/formcheck.desktop
icons=$data/icons/hicolor

say() { printf 'formcheck: %s\n' "$*"; }

remove() {
    # Only what is ours: a command of the same name that somebody else put there stays.
    if [ "$(readlink "$command" 2>/dev/null || true)" = "$program/formcheck" ]; then rm -f "$command"; fi
    rm -rf "$program"
    rm -f "$entry"
    for size in $(ls "$icons" 2>/dev/null || true); do
        rm -f "$icons/$size/apps/formcheck.png" "$icons/$size/apps/formcheck.svg"
    done
}

# One word of Exec, as the rules of desktop entries have it: in quotes, each of "`$\ after a
# backslash, % twice; and every backslash once more, as in any text of such a file.
word() { printf '"%s"' "$(printf %s "$1" | sed 's/[\\"`$]/\\&/g; s/%/%%/g; s/\\/\\\\/g')"; }

tell_desktop() {
    command -v update-desktop-database >/dev/null && update-desktop-database -q "$data/applications" || true
    command -v gtk-update-icon-cache >/dev/null && gtk-update-icon-cache -q -t "$icons" || true
}

case ${1:-} in
--remove)
    remove
    tell_desktop
    say "removed. Your sessions and settings stay in $data/formcheck."
    exit
    ;;
'') ;;
*) echo "usage: install.sh [--remove]" >&2; exit 2 ;;
esac

[ -x "$here/formcheck" ] || { say "expected the program beside $0, found none: unpack the whole archive." >&2; exit 1; }
[ "$here" != "$program" ] || { say "it is installed already, here."; exit; }

# First beside, then exchanged: a full disk leaves the old one as it was.
mkdir -p "$home/.local/opt" "$home/.local/bin" "$data/applications" "$icons"
rm -rf "$program.new"
cp -a "$here" "$program.new"
remove
mv "$program.new" "$program"
if [ -e "$command" ] && [ ! -L "$command" ]; then
    say "left $command as it is: it is none of ours."
else
    ln -sfn "$program/formcheck" "$command"
fi
cp -a "$here/share/icons/hicolor/." "$icons/"
{
    while IFS= read -r line; do
        case $line in
        Exec=@PROGRAM@*) printf 'Exec=%s%s\n' "$(word "$program/formcheck")" "${line#Exec=@PROGRAM@}" ;;
        TryExec=@FILE@) printf 'TryExec=%s\n' "$(printf %s "$program/formcheck" | sed 's/\\/\\\\/g')" ;;
        *) printf '%s\n' "$line" ;;
        esac
    done <"$here/share/formcheck.desktop"
} >"$entry"
tell_desktop
say "installed. Look for formcheck among your programs, or type: $command"
