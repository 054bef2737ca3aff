extension KeyedDecodingContainer {
  /// The value of a key; nil where there is none or another kind of value, for what is of use but not needed.
  func lenient<Value: Decodable>(_ type: Value.Type, _ key: Key) -> Value? {
    // A failed attempt is costly, so a key that is not there is not tried.
    guard contains(key) else { return nil }
    return try? decodeIfPresent(type, forKey: key)
  }
}
