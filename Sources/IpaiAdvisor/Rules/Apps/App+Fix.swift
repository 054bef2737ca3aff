extension App {
  /// The lines that change the spec of the app; `change` says what to write, in the imperative.
  ///
  /// The spec has values in plain text, so that it is written to a folder of its own that nobody else can read, and deleted.
  func specChange(_ change: String) -> [Fix.Line] {
    [
      .subshell(#"folder=$(umask 077 && mktemp -d)"#),
      .subshell(#"doctl apps spec get \#(id) --format yaml > "$folder/app.yaml""#),
      .note(
        "In app.yaml, \(change). Keep values that begin with EV[ as they are: they are encrypted secrets. The other values are plain text, so the folder is deleted at the end: do that too when you stop before."
      ),
      .subshell(#""${EDITOR:-vi}" "$folder/app.yaml""#),
      .subshell(#"doctl apps update \#(id) --spec "$folder/app.yaml""#),
      .subshell(#"rm -r "$folder""#),
    ]
  }
}
