/// Says in words what could not be read.
enum DecodingProblem {
  /// Where something is not as expected, and what was expected: `size.price_monthly is not a number`.
  static func text(_ error: any Error) -> String {
    guard let error = error as? DecodingError else { return "it is not JSON" }
    switch error {
    case .typeMismatch(let type, let context): return "\(place(context)) is not \(name(type))"
    case .valueNotFound(let type, let context): return "\(place(context)) is null and not \(name(type))"
    case .keyNotFound(let key, let context):
      let path = (context.codingPath + [key]).map(step).joined(separator: ".")
      return "\(path) is missing"
    case .dataCorrupted(let context):
      return context.codingPath.isEmpty ? "it is not JSON" : "\(place(context)) is \(context.debugDescription)"
    @unknown default: return "it is not as expected"
    }
  }

  private static func place(_ context: DecodingError.Context) -> String {
    context.codingPath.isEmpty ? "it" : context.codingPath.map(step).joined(separator: ".")
  }

  private static func step(_ key: any CodingKey) -> String { key.intValue.map(String.init) ?? key.stringValue }

  private static func name(_ type: Any.Type) -> String {
    switch type {
    case is Int.Type: "a whole number"
    case is Double.Type: "a number"
    case is String.Type: "a text"
    case is Bool.Type: "true or false"
    case is any ExpressibleByDictionaryLiteral.Type: "an object"
    case is any ExpressibleByArrayLiteral.Type: "a list"
    default: "an object"
    }
  }
}
