/// Amounts of money as they are kept: whole US cents, which compare the same everywhere.
enum Cents {
  /// More than anybody pays; what is not a number is nothing.
  private static let most = 1e15

  /// The cents of an amount in dollars.
  static func of(_ dollars: Double) -> Int64 {
    guard !dollars.isNaN else { return 0 }
    return Int64(min(max((dollars * 100).rounded(), -most), most))
  }

  /// The dollars of an amount in cents.
  static func dollars(_ cents: Int64) -> Double { Double(cents) / 100 }
}
