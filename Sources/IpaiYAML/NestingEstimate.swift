/// Tells whether a text may be nested so deep that reading it, which recurses, needs a large stack.
enum NestingEstimate {
  /// How many levels fit into any stack.
  private static let harmless = 100

  /// False when the text is surely nested less deep than that.
  ///
  /// Each level takes a bracket, or starts further to the right than the one around it, with nothing but spaces and the
  /// signs `-`, `?` and `:` before it on its line; lists may start where the key above them does, hence twice.
  static func mayBeDeep(_ text: String.UTF8View) -> Bool {
    var brackets = 0
    var run = 0
    var longest = 0
    for byte in text {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"):
        run += 1
        longest = max(longest, run)
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        brackets += 1
        run = 0
      default: run = 0
      }
    }
    return brackets + 2 * (longest + 1) > harmless
  }
}
