/// The first digits of an id, or all 40: every id from `low` to `high` starts so.
package struct ObjectIDPrefix: Sendable, Equatable {
  package let low: ObjectID
  package let high: ObjectID

  /// Fewer digits are no abbreviation, as git has it.
  package static let leastDigits = 4

  /// nil for fewer than `leastDigits`, for more than 40, and for what is not hexadecimal.
  package init?(_ digits: some StringProtocol) {
    guard (Self.leastDigits...40).contains(digits.utf8.count), digits.allSatisfy({ $0.isASCII && $0.isHexDigit }) else {
      return nil
    }
    let missing = 40 - digits.utf8.count
    guard let low = ObjectID(hex: digits.lowercased() + String(repeating: "0", count: missing)),
      let high = ObjectID(hex: digits.lowercased() + String(repeating: "f", count: missing))
    else { return nil }
    self.low = low
    self.high = high
  }
}
