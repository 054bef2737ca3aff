/// A value, or nil for one that has another form, so that it does not spoil the list that it is in.
struct Lenient<Value: Decodable & Sendable>: Decodable, Sendable {
  /// The value.
  let value: Value?

  /// Reads a value; it does not throw.
  init(from decoder: any Decoder) { value = try? Value(from: decoder) }
}
