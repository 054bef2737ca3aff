/// Finds secrets in text that is about to be stored, and replaces each by a marker that names its kind.
///
/// The marker is `[REDACTED:rule-id]`. Text that has such markers keeps them, so that redacting twice changes nothing
/// more. All other bytes stay as they are. The work grows linearly with the length of the text, whatever it says.
package enum SecretScanner {
  private static let anchors = SecretAnchorIndex(SecretRules.all)

  /// The ids of all rules, in alphabetical order.
  package static let ruleIDs = Set(SecretRules.all.map(\.id)).sorted()

  /// The text without the secrets that `SecretRules` knows.
  package static func redact(_ text: String) -> RedactedText {
    var text = text
    let redacted = text.withUTF8 { utf8 -> RedactedText? in
      var scan = SecretScan(TextBytes(utf8), anchors)
      scan.run()
      if scan.findings.isEmpty { return nil }
      return RedactedText(text: replaced(utf8, scan.findings), counts: counts(scan.findings))
    }
    return redacted ?? RedactedText(text: text, counts: [:])
  }

  /// The secrets in a text, in their order: the id of the rule, and the line, from 1 on.
  package static func places(in text: String) -> [(ruleID: String, line: Int)] {
    var text = text
    return text.withUTF8 { utf8 in
      var scan = SecretScan(TextBytes(utf8), anchors)
      scan.run()
      var line = 1
      var position = 0
      return scan.findings.map { finding in
        line += utf8[position..<finding.range.lowerBound].count { $0 == 10 }
        position = finding.range.lowerBound
        return (finding.ruleID, line)
      }
    }
  }

  /// How many bytes a scan of `text` looks at beyond the pass that looks at each byte once.
  package static func extraWork(_ text: String) -> Int {
    var text = text
    return text.withUTF8 { utf8 in
      var scan = SecretScan(TextBytes(utf8), anchors)
      scan.run()
      return scan.extraWork
    }
  }

  private static func replaced(_ utf8: UnsafeBufferPointer<UInt8>, _ findings: [SecretFinding]) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(utf8.count)
    var position = 0
    for finding in findings {
      bytes.append(contentsOf: utf8[position..<finding.range.lowerBound])
      bytes.append(contentsOf: "[REDACTED:\(finding.ruleID)]".utf8)
      position = finding.range.upperBound
    }
    bytes.append(contentsOf: utf8[position...])
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func counts(_ findings: [SecretFinding]) -> [String: Int] {
    var counts: [String: Int] = [:]
    for finding in findings { counts[finding.ruleID, default: 0] += 1 }
    return counts
  }
}
