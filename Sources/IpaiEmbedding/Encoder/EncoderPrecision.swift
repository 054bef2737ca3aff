/// How exactly an encoder computes: 8-bit whole numbers where it is most work, or 32-bit floats throughout.
package enum EncoderPrecision: String, CaseIterable, Codable, Sendable {
  case int8
  case f32
}
