/// Numbers for people.
enum NumberWords {
  /// A number without the `.0` of a whole one.
  static func text(_ number: Double) -> String {
    guard let whole = Int(exactly: number) else { return String(number) }
    return String(whole)
  }
}
