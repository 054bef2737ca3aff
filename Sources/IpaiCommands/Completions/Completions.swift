import ArgumentParser

/// `ipai completions`
struct Completions: PlainVerb {
  static let configuration = CommandConfiguration(
    abstract: "Write the script that lets a shell complete ipai's command lines.",
    discussion: """
      Commands, options and their values, paths, branches, tags and models are completed. 'make install' and packages \
      put the scripts where the shells look for them; anywhere else, read the script where your shell starts.

      Examples:
        source <(ipai completions bash)
        ipai completions zsh > ~/.zfunc/_ipai
        ipai completions fish > ~/.config/fish/completions/ipai.fish
      """)

  @Argument(help: "The shell.")
  var shell: CompletionScript

  func run(in world: World) { world.standardOutput.write(shell.text + "\n") }
}

extension CompletionScript: ExpressibleByArgument {}
