#compdef heatdeath
# Completion of heatdeath for zsh, made from the table of its --help.

# Words; more follows those that end in a colon.
_heatdeath_list() {
  compadd -- ${@:#*:}
  compadd -S '' -- ${(M)@:#*:}
}

# Words with commas between them.
_heatdeath_lists() {
  compset -P '*,'
  compadd -qS , -- ${@:#*:}
  compadd -S '' -- ${(M)@:#*:}
}

# Words, or a file of one's own.
_heatdeath_list_or_files() {
  compadd -- $@
  _files -g '*.toml'
}

_heatdeath() {
  local -a commands
  local command=explore
  commands=(
@COMMANDS@
    'help:Print what a command does and takes.'
  )
  if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then
    _describe -t commands command commands
    return
  fi
  if (( CURRENT > 2 && ${commands[(I)$words[2]:*]} )); then
    command=$words[2]
    shift words
    (( CURRENT-- ))
  fi
  case $command in
@OPTIONS@
    help) _describe -t commands command commands ;;
  esac
}

_heatdeath "$@"
