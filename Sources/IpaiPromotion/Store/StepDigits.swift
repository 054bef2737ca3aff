/// The digits of digests, as tables have them.
enum StepDigits {
  /// A digest without `sha256:`.
  static func of(_ digest: String) -> String {
    digest.hasPrefix("sha256:") ? String(digest.dropFirst("sha256:".count)) : digest
  }
}
