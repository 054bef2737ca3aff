/// The first digits of an id, or all 40 of them.
package struct ObjectIDPrefix: Sendable, Hashable {
  /// The first id that starts with the digits.
  package let low: ObjectID
  /// The last id that starts with the digits.
  package let high: ObjectID

  /// The number of digits that an abbreviation has at least, as in git.
  package static let leastDigits = 4

  /// The prefix with these digits; nil for fewer than `leastDigits`, for more than 40 and for other characters.
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
