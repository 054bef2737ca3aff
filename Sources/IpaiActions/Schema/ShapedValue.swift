/// A type whose coding is written by hand and says so what it looks like.
package protocol ShapedValue: Decodable {
  static var shape: Shape { get }
  /// Any value.
  static var sample: Self { get }
}
