extension App {
  /// The lines that change the spec of the app; `change` says what to write, in the imperative.
  ///
  /// The spec has values in plain text, so that it is written to a folder of its own that nobody else can read, and that a subshell removes
  /// however it ends. The editor may be several words, such as `code --wait`, which zsh does not split by itself.
  func specChange(_ change: String) -> [Fix.Line] {
    [
      .subshell("( set -eu"),
      .subshell("folder=$(umask 077 && mktemp -d)"),
      .subshell(#"trap 'rm -rf "$folder"' EXIT"#),
      .subshell("trap 'exit 1' HUP INT TERM"),
      .subshell(#"doctl apps spec get \#(id) --format yaml > "$folder/app.yaml""#),
      .note(
        "In app.yaml, \(change). Keep values that begin with EV[ as they are: they are encrypted secrets. The other values are plain text, so the folder is deleted however this ends."
      ),
      .subshell(#"eval "${EDITOR:-vi}" '"$folder/app.yaml"'"#),
      .subshell(#"doctl apps update \#(id) --spec "$folder/app.yaml""#),
      .subshell(")"),
    ]
  }
}
