#!/bin/sh
# Does what tonistiigi/binfmt's program does for the two emulators in this image, with its messages and exit codes.
mount=/proc/sys/fs/binfmt_misc
arches='arm64 arm'

emulator() { # architecture
  case ${1#linux/} in
    arm64 | arm64/* | aarch64) echo qemu-aarch64 ;;
    arm | arm/* | armhf | armel) echo qemu-arm ;;
  esac
}

install() { # architecture
  name=$(emulator "$1")
  if [ -z "$name" ]; then echo "installing: $1 unsupported architecture: $1"
  elif [ -e "$mount/$name" ]; then echo "installing: $1 $name already registered"
  elif cat "/etc/binfmt/$name" > $mount/register; then echo "installing: $1 OK"
  else echo "installing: $1 cannot register \"/usr/bin/$name\" to $mount/register"
  fi
}

uninstall() { # a name or a pattern, or an architecture
  name=$(emulator "$1")
  found=
  for entry in $mount/${name:-$1} $mount/*-$1; do
    case ${entry##*/} in register | status | WSLInterop) continue ;; esac
    [ -e "$entry" ] || continue
    echo -1 > "$entry" && echo "uninstalling: ${entry##*/} OK"
    found=yes
  done
  [ -n "$found" ] || echo "uninstalling: $1 not found"
}

each() { # command, words with commas
  set -f
  for word in $(echo "$2" | tr , ' '); do set +f; "$1" "$word"; done
  set +f
}

quoted() { # words
  while [ $# -gt 1 ]; do echo "    \"$1\","; shift; done
  [ $# -eq 0 ] || echo "    \"$1\""
}

status() {
  supported=linux/amd64
  emulators=
  for entry in "$mount"/*; do
    case ${entry##*/} in register | status) continue ;; esac
    grep -qs ^enabled "$entry" || continue
    emulators="$emulators ${entry##*/}"
    case ${entry##*/} in
      qemu-aarch64) supported="$supported linux/arm64" ;;
      qemu-arm) supported="$supported linux/arm/v7 linux/arm/v6" ;;
    esac
  done
  # shellcheck disable=SC2086 # word splitting is intended
  printf '{\n  "supported": [\n%s\n  ],\n  "emulators": [\n%s\n  ]\n}\n' "$(quoted $supported)" "$(quoted $emulators)"
}

to_install=
to_uninstall=
while [ $# -gt 0 ]; do
  case $1 in
    --install=* | -install=*) to_install=${1#*=} ;;
    --uninstall=* | -uninstall=*) to_uninstall=${1#*=} ;;
    --install | -install) to_install=$2; shift ;;
    --uninstall | -uninstall) to_uninstall=$2; shift ;;
    --version | -version) echo 'binfmt/stand-in' >&2; exit 0 ;;
    *) break ;;
  esac
  shift
done

if [ ! -e $mount/status ] && ! mount -t binfmt_misc binfmt_misc $mount; then
  echo "error: cannot mount binfmt_misc filesystem at $mount: operation not permitted" >&2
  exit 0
fi
[ "$to_install" = all ] && to_install=$(echo $arches | tr ' ' ,)
each uninstall "$to_uninstall" >&2
each install "$to_install" >&2
status
