/// Says which secrets were replaced.
enum SecretRemark {
  /// Writes a line to standard error if there were any; `counts` are by the id of the rule.
  static func say(_ counts: [String: Int], _ invocation: Invocation) {
    guard !counts.isEmpty else { return }
    let kinds = counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
    invocation.say("secrets were replaced by markers: \(kinds.joined(separator: ", "))")
  }
}
