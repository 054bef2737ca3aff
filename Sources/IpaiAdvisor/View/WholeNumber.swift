/// Whole numbers made of what was measured, which may be anything.
enum WholeNumber {
  /// More than an account has of anything.
  private static let most = 1e12

  /// The next whole number that is not less, from 0 to 1,000,000,000,000; 0 for what is not a number.
  static func up(_ value: Double) -> Int { value.isNaN ? 0 : Int(min(max(value.rounded(.up), 0), most)) }
}
