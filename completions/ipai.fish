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
