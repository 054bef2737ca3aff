import IpaiCore

extension Assessment {
  /// The finding whose fingerprint begins with some digits. `hint` is what to do where there is none. Throws `IpaiError`: `.usage` for a
  /// text that is not at least 6 hexadecimal digits, `.notFound` where there is none, and `.conflict` where there are several.
  package func finding(_ text: String, hint: String) throws -> Finding {
    let prefix = try StoredText.prefix(text)
    let named = findings.filter { $0.fingerprint.hasPrefix(prefix) }
    guard let first = named.first else {
      throw IpaiError(.notFound, "there is no finding '\(prefix)'", hint: hint)
    }
    guard named.count > 1 else { return first }
    let names = named.prefix(AdvisorErrors.mostNamed).map { finding in
      "\(finding.fingerprint) (\(finding.rule) of \(ShownText.line(finding.urn.text, most: 80)))"
    }
    throw IpaiError(
      .conflict, "'\(prefix)' is the beginning of several findings: \(names.joined(separator: ", "))",
      hint: "give more digits")
  }
}
