/// A type whose coding is written by hand, so that it has to declare its shape.
package protocol ShapedValue: Decodable {
  /// What it looks like in JSON.
  static var shape: Shape { get }
  /// Any value. Throws what reading a sample throws.
  static var sample: Self { get throws }
}
