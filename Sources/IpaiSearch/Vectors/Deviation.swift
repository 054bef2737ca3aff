/// The standard deviation of numbers added one by one.
struct Deviation {
  private var count: Float = 0
  private var sum: Float = 0
  private var squares: Float = 0
  /// The similarities of a query and thousands of messages deviate by .1 (.07 to .15 on three repositories); so many
  /// documents of that deviation are taken to be there, so that a few commits do not look extraordinary.
  private static let usual: Float = 0.1
  private static let usualCount: Float = 50

  @inline(__always)
  mutating func add(_ value: Float) {
    count += 1
    sum += value
    squares += value * value
  }

  var value: Float {
    let spread = count > 0 ? max(0, squares - sum * sum / count) : 0
    return ((spread + Self.usualCount * Self.usual * Self.usual) / (count + Self.usualCount)).squareRoot()
  }
}
