extension App {
  /// The lines that change the spec of the app; `change` says what to write, in the imperative.
  func specChange(_ change: String) -> [Fix.Line] {
    [
      .run("doctl apps spec get \(id) --format yaml > app.yaml"),
      .note(
        "In app.yaml, \(change). Keep values that begin with EV[ as they are: they are encrypted secrets. The other values are plain text, so delete the file when you are done."
      ),
      .run("doctl apps update \(id) --spec app.yaml"),
    ]
  }
}
