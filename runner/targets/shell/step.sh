# One step of the reader's shell. Run by bash as: step.sh STEP_FOLDER SESSION_FOLDER FIRST_DIRECTORY
#
# The runner only reads the files that this writes, so it may die, or be replaced, at any time:
#   STEP_FOLDER/once       created first; a second start of the same step exits here
#   STEP_FOLDER/rc         the exit code, written atomically
#   SESSION_FOLDER/state   directory, variables, functions and aliases for the next step
#
# Standard input is /dev/null: a step that prompts gets an end of file, never a person's input.

shipshape_step=$1 shipshape_session=$2
mkdir "$shipshape_step/once" 2>/dev/null || exit 125

shipshape_keep() {
  printf 'cd -- %q\n' "$PWD"
  for shipshape_name in $(compgen -v); do
    case $shipshape_name in
      # Variables of bash itself, and those of this step only.
      BASH* | COMP_* | DIRSTACK | EPOCH* | EUID | FUNCNAME | GROUPS | HISTCMD | IFS | LINENO | OPTERR | OPTIND | PIPESTATUS | PPID | \
        PS4 | PWD | RANDOM | SECONDS | SHELLOPTS | SHLVL | SRANDOM | UID | _ | shipshape_* | SHIPSHAPE_STEP) ;;
      *) declare -p "$shipshape_name" 2>/dev/null ;;
    esac
  done
  # A variable that the reader has unset must not come back from the environment of the next step.
  printf 'shipshape_exported=%q\n' " $(compgen -e | tr '\n' ' ')SHIPSHAPE_STEP PWD SHLVL _ "
  for shipshape_name in $(compgen -A function); do
    case $shipshape_name in
      shipshape_*) ;;
      *) declare -f "$shipshape_name" ;;
    esac
  done
  alias -p
}

shipshape_restore() {
  for shipshape_name in $(compgen -e); do
    case $shipshape_exported in
      *" $shipshape_name "*) ;;
      *) unset "$shipshape_name" ;;
    esac
  done
}

shipshape_finish() {
  local rc=$?
  trap - EXIT
  shipshape_keep >"$shipshape_session/state.new" 2>/dev/null && mv -f "$shipshape_session/state.new" "$shipshape_session/state"
  printf '%s\n' "$rc" >"$shipshape_step/rc.new" && mv -f "$shipshape_step/rc.new" "$shipshape_step/rc"
  exit "$rc"
}

shopt -s expand_aliases
cd -- "$3" && unset OLDPWD || exit 125 # nsenter begins in /
if [ -e "$shipshape_session/state" ]; then
  . "$shipshape_session/state"
  shipshape_restore
fi
set --
trap shipshape_finish EXIT
# Sourced, not evaluated: bash reads the line byte for byte as it is shown.
. "$shipshape_step/line.sh"
