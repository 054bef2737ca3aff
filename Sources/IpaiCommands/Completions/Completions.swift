import ArgumentParser

/// `ipai completions`
struct Completions: PlainVerb {
  static let configuration = CommandConfiguration(
    commandName: "completions",
    abstract: "Write the script that lets a shell complete ipai's command lines.",
    discussion: """
      The script completes commands, options and their values, paths, branches, tags and models. 'make install' and \
      packages put it where the shells look for it; if yours does not find it, load it when the shell starts.

      Examples:
        source <(ipai completions bash)
        ipai completions zsh > ~/.zfunc/_ipai
        ipai completions fish > ~/.config/fish/completions/ipai.fish
      """)

  @Argument(help: "The shell that the script is for.")
  var shell: CompletionScript

  func run(in world: World) { world.standardOutput.write(shell.text + "\n") }
}

extension CompletionScript: ExpressibleByArgument {}
