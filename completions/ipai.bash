# Completes ipai's command lines in bash. Made by 'ipai completions bash'.

_ipai() {
  local kind line program=${1/#\~\//$HOME/}
  local -a values=()
  {
    IFS= read -r kind
    while IFS=$'\t' read -r line _; do values+=("$line"); done
  } < <("$program" __complete "${COMP_WORDS[@]:1:COMP_CWORD-1}" "$2" 2>/dev/null)
  COMPREPLY=()
  case $kind in
  files | folders)
    if ((${#values[@]} == 0)); then
      # Nothing to offer: bash completes names of files by itself, and quotes them.
      if [[ $kind == files ]]; then compopt -o default; else compopt -o dirnames; fi
      return
    fi
    compopt -o filenames
    COMPREPLY=("${values[@]}")
    while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "$2")
    ;;
  *)
    for line in "${values[@]}"; do
      printf -v line %q "$line"
      COMPREPLY+=("$line")
    done
    ;;
  esac
}

complete -F _ipai ipai
