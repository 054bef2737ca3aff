/// Writes large numbers in groups of three digits.
enum GroupedDigits {
  /// A number as `12,345`.
  static func text(_ number: Int) -> String { (number < 0 ? "-" : "") + text(digits: String(number.magnitude)) }

  /// A number of things: `1 finding`, `12,345 findings`.
  static func text(_ count: Int, _ thing: String) -> String { "\(text(count)) \(thing)\(count == 1 ? "" : "s")" }

  /// Digits with a comma before each group.
  static func text(digits: some StringProtocol) -> String {
    var grouped = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { grouped.append(",") }
      grouped.append(digit)
    }
    return grouped
  }
}
