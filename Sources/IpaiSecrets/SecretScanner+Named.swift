extension SecretScanner {
  /// Redacts a value that has a name, which may say that it is a secret: `password` beside `hunter2hunter`.
  package static func redact(_ value: String, named name: String) -> RedactedText {
    let prefix = "\(name)="
    let redacted = redact(prefix + value)
    guard redacted.text.hasPrefix(prefix) else { return redact(value) }
    return RedactedText(text: String(redacted.text.dropFirst(prefix.count)), counts: redacted.counts)
  }
}
