extension Severity {
  /// What people call it: `Critical`.
  package var title: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}
