extension String {
  /// The text with every occurrence of a Unicode scalar replaced.
  ///
  /// Swift's own `replacing` compares characters, so that it passes over a quote with a combining mark behind it. Whatever is escaped for
  /// a shell, for SQL or for another reader of bytes has to be replaced by this.
  package func replacing(scalar: Unicode.Scalar, with text: String) -> String {
    guard unicodeScalars.contains(scalar) else { return self }
    var result = String.UnicodeScalarView()
    for other in unicodeScalars {
      if other == scalar { result.append(contentsOf: text.unicodeScalars) } else { result.append(other) }
    }
    return String(result)
  }
}
