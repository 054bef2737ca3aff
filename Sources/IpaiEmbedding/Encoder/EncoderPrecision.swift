/// The precision with which an encoder computes.
package enum EncoderPrecision: String, CaseIterable, Codable, Sendable {
  /// 8-bit whole numbers for the products that take most of the time.
  case int8
  /// 32-bit floats throughout.
  case f32
}
