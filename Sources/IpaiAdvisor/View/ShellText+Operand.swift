extension ShellText {
  /// A value that stands alone in a command, without an option before it.
  ///
  /// What begins with a hyphen would be taken for an option, quoted or not, so that the reader has to fill it in.
  static func operand(_ value: String, fill name: String) -> ShellText {
    value.isEmpty || value.hasPrefix("-") ? "\(fill: name)" : "\(value)"
  }
}
