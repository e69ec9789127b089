/** What every script of a plan begins with: its options, how it asks, how it reaches nodes, and how it takes one step. */
export const runtime = String.raw`
from=
after=
list=no
usage() {
  printf '%s\n' "usage: sh $0 [--list] [--from STEP | --after STEP]" \
    '  --list        print the steps and stop' \
    '  --from STEP   begin with this step' \
    '  --after STEP  begin with the step behind this one'
}
while [ "$#" -gt 0 ]; do
  case $1 in
    --list) list=yes ;;
    --from | --after)
      [ "$#" -gt 1 ] || { usage >&2; exit 2; }
      if [ "$1" = --from ]; then from=$2; else after=$2; fi
      shift
      ;;
    --help | -h) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
  shift
done

number=0
current=
hidden=no
show() {
  if [ "$hidden" = yes ]; then stty echo; hidden=no; echo >&2; fi
}
stopped() {
  status=$?
  show
  if [ "$status" -ne 0 ] && [ -n "$current" ]; then
    if [ "$status" -lt 128 ] && command -v "remedies_$number" >/dev/null; then echo >&2; "remedies_$number" >&2; fi
    printf '\nstopped at %s. When that is repaired: sh %s --from %s\nTo go on without it: sh %s --after %s\n' \
      "$current" "$0" "$current" "$0" "$current" >&2
    if [ "$status" -lt 128 ]; then exit 1; fi
  fi
}
trap stopped EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# ask VARIABLE WHAT secret|shown: a value that the environment does not give is asked for. @FILE gives a file's content.
ask() {
  eval "value=\${$1-}"
  if [ -z "$value" ]; then
    printf '  %s: ' "$2" >&2
    if [ "$3" = secret ] && [ -t 0 ]; then hidden=yes; stty -echo; fi
    IFS= read -r value || true
    show
    # The last character keeps line breaks at the end of the file.
    case $3$value in
      secret@*) value=$(cat "${'$'}{value#@}" && echo x) && value=${'$'}{value%x} ;;
    esac
  fi
  if [ -z "$value" ]; then echo '  it may not be empty' >&2; return 1; fi
  eval "$1=\$value"
  value=
}

# on_node ADDRESS [VARIABLE...]: runs the script on stdin there. Variables travel with it, not among the arguments.
on_node() {
  address=$1
  shift
  {
    for variable in "$@"; do
      eval "value=\$$variable"
      printf '%s=' "$variable"
      printf "'%s'\n" "$(printf %s "$value" | sed "s/'/'\\\\''/g")"
      printf 'export %s\n' "$variable"
    done
    # Read whole before it runs, so that no command of it can eat the rest.
    printf '%s\n' 'script() {'
    cat
    printf '%s\n' '}' 'script </dev/null'
  } | ssh -o ConnectTimeout=10 -- "$address" sh -eu
}

# begin CLUSTER FOLDER: a run from the start stops what still runs, so it is asked for by name. Copies and marks of an
# earlier rebuild look like those of this one, so their date is shown.
begin() {
  if [ "$list" = yes ]; then return 0; fi
  consent=$1
  if [ -s "$2/begun" ]; then
    printf '%s/ is of a rebuild that began %s. What that one did counts as done.\n' "$2" "$(cat "$2/begun")"
    printf 'For a new rebuild stop here and move it away first: mv %s %s.old\n' "$2" "$2"
    consent="continue $1"
  fi
  if [ -n "$from$after" ]; then return 0; fi
  printf 'This rebuilds the cluster %s. What still runs on its machines is stopped. Type "%s" to begin: ' "$1" "$consent"
  answer=
  IFS= read -r answer || true
  if [ "$answer" != "$consent" ]; then echo 'nothing was done' >&2; exit 1; fi
}

# step ID WHERE TITLE keeps|deletes check|task WHY EXPECT QUESTION [VARIABLE...]: the variables are asked for and
# forgotten.
step() {
  number=$((number + 1))
  if [ "$list" = yes ]; then printf '%2s  %-40s %s\n' "$number" "$1" "$3"; return 0; fi
  if [ -n "$after" ]; then
    if [ "$after" = "$1" ]; then after=; fi
    return 0
  fi
  if [ -n "$from" ] && [ "$from" != "$1" ]; then return 0; fi
  from=
  current=$1
  printf '\n[%s/%s] %s (%s, on %s)\n' "$number" "$total" "$3" "$1" "$2"
  if [ "$5" = task ] && "done_$number" </dev/null >/dev/null 2>&1; then echo '  already done'; return 0; fi
  printf '  %s\n  Expect: %s\n' "$6" "$7"
  if [ "$4" = deletes ]; then
    printf '  This deletes data and cannot be taken back. Type %s to do it, anything else to leave it out: ' "$1"
    answer=
    IFS= read -r answer || true
    if [ "$answer" != "$1" ]; then echo '  left out'; return 0; fi
  fi
  kind=$5
  question=$8
  shift 8
  if [ "$#" -gt 0 ]; then "inputs_$number"; fi
  "run_$number" </dev/null
  if [ "$#" -gt 0 ]; then unset "$@"; fi
  if [ "$kind" = task ] && ! "done_$number" </dev/null >/dev/null 2>&1; then
    echo '  the commands ran, but the step is not done' >&2
    return 1
  fi
  if [ -n "$question" ]; then
    printf '  %s Type yes: ' "$question"
    answer=
    IFS= read -r answer || true
    if [ "$answer" != yes ]; then echo '  without a yes it ends here' >&2; return 1; fi
  fi
}
`.trim();
