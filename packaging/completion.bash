# Completion of heatdeath for bash, made from the table of its --help.

# How the word after an option, or an operand, is completed: "COMMAND:OPTION", or "COMMAND:" for operands.
_heatdeath_value() {
  case $1 in
@VALUES@
  esac
}

_heatdeath_options() {
  case $1 in
@OPTIONS@
  esac
}

# Files whose names end in one of the words, any file where there is none, and folders.
_heatdeath_files() {
  local file suffix
  compopt -o filenames 2>/dev/null
  while IFS= read -r file; do
    if [[ $# -eq 0 || -d $file ]]; then
      COMPREPLY+=("$file")
      continue
    fi
    for suffix in "$@"; do
      [[ $file != *."$suffix" ]] || COMPREPLY+=("$file")
    done
  done < <(compgen -f -- "$current")
}

# KIND WORD…
_heatdeath_complete() {
  local kind=$1 before=''
  shift
  case $kind in
    list | list-or-files)
      COMPREPLY=($(compgen -W "$*" -- "$current"))
      [[ $kind == list || -n ${COMPREPLY[*]} ]] || _heatdeath_files toml
      ;;
    lists)
      [[ $current != *,* ]] || before=${current%,*},
      COMPREPLY=($(compgen -P "$before" -W "$*" -- "${current#"$before"}"))
      compopt -o nospace 2>/dev/null
      ;;
    files) _heatdeath_files "$@" ;;
  esac
  # More follows a colon.
  [[ ${#COMPREPLY[@]} -ne 1 || ${COMPREPLY[0]} != *: ]] || compopt -o nospace 2>/dev/null
}

_heatdeath() {
  local line=${COMP_LINE:0:COMP_POINT} words current previous='' command=explore
  local commands='@COMMANDS@ help'
  COMPREPLY=()
  # bash cuts words at colons and equals signs as well; these are the words as heatdeath gets them.
  read -ra words <<<"$line"
  [[ $line != *[[:space:]] ]] || words+=('')
  current=${words[${#words[@]} - 1]}
  [[ ${#words[@]} -lt 3 ]] || previous=${words[${#words[@]} - 2]}
  if [[ ${#words[@]} -gt 2 && " $commands " == *" ${words[1]} "* ]]; then
    command=${words[1]}
  elif [[ ${#words[@]} -eq 2 && $current != -* ]]; then
    COMPREPLY=($(compgen -W "$commands" -- "$current"))
    return
  fi
  if [[ $command == help ]]; then
    COMPREPLY=($(compgen -W "${commands% help}" -- "$current"))
  elif [[ $current == --*=* ]]; then
    previous=${current%%=*} current=${current#*=}
    _heatdeath_complete $(_heatdeath_value "$command:$previous")
    [[ $COMP_WORDBREAKS == *=* ]] || COMPREPLY=("${COMPREPLY[@]/#/$previous=}")
  elif [[ $previous == -* && -n $(_heatdeath_value "$command:$previous") ]]; then
    _heatdeath_complete $(_heatdeath_value "$command:$previous")
  elif [[ $current == -* ]]; then
    COMPREPLY=($(compgen -W "$(_heatdeath_options "$command")" -- "$current"))
  elif [[ -n $(_heatdeath_value "$command:") ]]; then
    _heatdeath_complete $(_heatdeath_value "$command:")
  else
    COMPREPLY=($(compgen -W "$(_heatdeath_options "$command")" -- "$current"))
  fi
  # bash puts what it is given in the place of what stands after the last colon.
  if [[ $current == *:* && $COMP_WORDBREAKS == *:* ]]; then
    COMPREPLY=("${COMPREPLY[@]#"${current%"${current##*:}"}"}")
  fi
}

complete -F _heatdeath heatdeath
