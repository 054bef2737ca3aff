import IpaiCore

/// What a result says in SARIF, where brackets make links and braces make placeholders (sections 3.11.5 and 3.11.6).
enum SARIFMessage {
  /// A finding in one line.
  static func text(_ finding: Finding) -> String {
    var parts = ["\(finding.title): \(finding.shownName)"]
    if let part = finding.subKey { parts[0] += " (\(part))" }
    if !finding.evidence.isEmpty {
      parts.append(finding.evidence.map { "\($0.path) = \($0.value)" }.joined(separator: "; "))
    }
    if let money = finding.saving { parts.append("Following the advice \(DollarText.effect(money.monthly))") }
    if let note = finding.note { parts.append(note) }
    return literal(ShownText.line(parts.joined(separator: ". "), most: 2_000))
  }

  /// A text in which nothing is a link or a placeholder.
  static func literal(_ text: String) -> String {
    var last: Unicode.Scalar = " "
    return text.replacingScalars { scalar in
      defer { last = scalar }
      switch scalar {
      case "{": return "{{"
      case "}": return "}}"
      case "(" where last == "]": return " ("
      default: return nil
      }
    }
  }
}
