extension DecodingError {
  /// What is wrong with the JSON, in plain words: the path of the value, and what is expected there.
  package var words: String {
    switch self {
    case .typeMismatch(let type, let context):
      "\(Self.place(context.codingPath)) has to be \(Self.kind(of: type))"
    case .valueNotFound(let type, let context):
      "\(Self.place(context.codingPath)) has to be \(Self.kind(of: type)), and is null"
    case .keyNotFound(let key, let context): "there is no \(Self.place(context.codingPath + [key]))"
    case .dataCorrupted(let context) where context.codingPath.isEmpty:
      "it is not valid JSON, or has a number that does not fit"
    case .dataCorrupted(let context): "\(Self.place(context.codingPath)) has a value that it cannot have"
    @unknown default: "it is not the JSON that is expected"
    }
  }

  /// What is wrong with JSON that could not be read, in plain words.
  package static func words(of error: any Error) -> String {
    (error as? DecodingError)?.words ?? "it is not the JSON that is expected"
  }

  /// A path such as 'skills[0].name'.
  private static func place(_ path: [any CodingKey]) -> String {
    guard !path.isEmpty else { return "it" }
    var text = ""
    for key in path {
      if let index = key.intValue {
        text += "[\(index)]"
      } else {
        text += (text.isEmpty ? "" : ".") + key.stringValue.prefix(80)
      }
    }
    return "'\(text)'"
  }

  private static func kind(of type: any Any.Type) -> String {
    switch type {
    case is String.Type: "a text"
    case is Bool.Type: "true or false"
    case is any BinaryInteger.Type: "a whole number"
    case is any BinaryFloatingPoint.Type: "a number"
    case is [Any].Type: "a list"
    case is [String: Any].Type: "an object"
    default: "another kind of value"
    }
  }
}
