/// The standard deviation of numbers added one by one.
struct Deviation {
  private var count: Float = 0
  private var sum: Float = 0
  private var squares: Float = 0
  /// The deviation of the similarities between a query and thousands of messages (.07 to .15 on three repositories).
  private static let usual: Float = 0.1
  /// As many documents with that deviation are added, so that a few commits do not look extraordinary.
  private static let usualCount: Float = 50

  /// Adds a number.
  @inline(__always)
  mutating func add(_ value: Float) {
    count += 1
    sum += value
    squares += value * value
  }

  /// The standard deviation so far.
  var value: Float {
    var spread: Float = 0
    if count > 0 { spread = max(0, squares - sum * sum / count) }
    return ((spread + Self.usualCount * Self.usual * Self.usual) / (count + Self.usualCount)).squareRoot()
  }
}
