/// The script that teaches a shell to complete ipai's command lines.
///
/// Each script only asks `ipai __complete WORD…` and passes the answer on, so that completions are decided in one place
/// (`CompletionAnswer`). Candidates may come from somebody else's repository, so no script lets the shell evaluate one.
enum CompletionScript: String, CaseIterable {
  case bash, zsh, fish

  /// The first word of a command line that asks what completes the last of its words.
  static let query = "__complete"

  /// The whole script.
  var text: String {
    switch self {
    case .bash: Self.bashText
    case .zsh: Self.zshText
    case .fish: Self.fishText
    }
  }

  private static let bashText = #"""
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
    """#

  private static let zshText = #"""
    #compdef ipai
    # Completes ipai's command lines in zsh. Made by 'ipai completions zsh'.

    _ipai() {
      local line value program=${${(Q)words[1]}/#\~\//$HOME/}
      local -a answer described
      answer=("${(@f)$("$program" __complete "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
      for line in "${(@)answer[2,-1]}"; do
        value=${line%%$'\t'*}
        value=${value//\\/\\\\}
        described+=("${value//:/\\:}:${line#*$'\t'}")
      done
      (( $#described )) && _describe -t values value described
      case $answer[1] in
        files) compset -P 1 '--*='; _files ;;
        folders) compset -P 1 '--*='; _files -/ ;;
      esac
    }

    if [[ $funcstack[1] == _ipai ]]; then
      _ipai "$@"
    else
      compdef _ipai ipai
    fi
    """#

  private static let fishText = #"""
    # Completes ipai's command lines in fish. Made by 'ipai completions fish'.

    function __ipai_complete
      set -l words (commandline -opc)
      set -l current (commandline -ct)
      set -l answer (command $words[1] __complete $words[2..-1] "$current" 2>/dev/null)
      set -l option (string match -r -- '^--[^=]*=' $current)
      set -l path (string replace -r -- '^--[^=]*=' '' $current)
      switch "$answer[1]"
        case files
          printf '%s\n' "$option"(__fish_complete_path "$path")
        case folders
          printf '%s\n' "$option"(__fish_complete_directories "$path" '')
      end
      test (count $answer) -gt 1; and printf '%s\n' $answer[2..-1]
    end

    complete -c ipai -f -a '(__ipai_complete)'
    """#
}
