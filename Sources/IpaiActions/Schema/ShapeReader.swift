/// Finds the shape of a type by decoding one from a decoder that has every key and gives every value a sample: what the
/// type asks for is what it has.
enum ShapeReader {
  /// Throws `DecodingError` for a type whose decoding refuses samples; such a type is to be a `ShapedValue`.
  static func shape<Value: Decodable>(of type: Value.Type) throws -> Shape { try read(type).shape }

  /// A sample of the type, and its shape.
  static func read<Value: Decodable>(_ type: Value.Type) throws -> (sample: Value, shape: Shape) {
    if let known = try known(type), let sample = known.sample as? Value { return (sample, known.shape) }
    let decoder = ShapeDecoder()
    let sample = try Value(from: decoder)
    return (sample, decoder.shape)
  }

  private static func known(_ type: any Decodable.Type) throws -> (sample: Any, shape: Shape)? {
    if let type = type as? any ShapedValue.Type { return (try type.sample, type.shape) }
    if let type = type as? any CaseIterable.Type { return choice(type) }
    if let type = type as? any Collected.Type { return try type.read() }
    return nil
  }

  /// An enumeration of texts.
  private static func choice<Choice: CaseIterable>(_ type: Choice.Type) -> (sample: Any, shape: Shape)? {
    let names = type.allCases.compactMap { ($0 as? any RawRepresentable)?.rawValue as? String }
    guard let first = type.allCases.first, names.count == type.allCases.count else { return nil }
    return (first, .choice(names))
  }
}

/// A collection that can be coded.
private protocol Collected {
  static func read() throws -> (sample: Any, shape: Shape)
}

extension Array: Collected where Element: Decodable {
  fileprivate static func read() throws -> (sample: Any, shape: Shape) {
    let element = try ShapeReader.read(Element.self)
    return ([element.sample], .array(element.shape))
  }
}

extension Dictionary: Collected where Key == String, Value: Decodable {
  fileprivate static func read() throws -> (sample: Any, shape: Shape) {
    let value = try ShapeReader.read(Value.self)
    return (["key": value.sample], .map(value.shape))
  }
}
