extension String {
  /// The text with other texts in the place of the Unicode scalars that `replacement` has one for.
  ///
  /// Swift's own `replacing` compares characters, so that it passes over a quote with a combining mark behind it. Whatever is escaped for
  /// a shell, for SQL or for another reader of bytes has to be replaced by this.
  package func replacingScalars(_ replacement: (Unicode.Scalar) -> String?) -> String {
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      if let other = replacement(scalar) {
        result.append(contentsOf: other.unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// The text with every occurrence of a Unicode scalar replaced.
  package func replacing(scalar: Unicode.Scalar, with text: String) -> String {
    guard unicodeScalars.contains(scalar) else { return self }
    return replacingScalars { $0 == scalar ? text : nil }
  }
}
