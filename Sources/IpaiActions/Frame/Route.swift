/// Where an action is in the REST interface.
package struct Route: Hashable, Sendable {
  package enum Method: String, Sendable {
    /// The fields are the query; one that may repeat repeats.
    case get = "GET"
    /// The fields are a JSON object.
    case post = "POST"
    case delete = "DELETE"
  }

  package let method: Method
  /// Below the root, with fields in braces: `/commits/{revision}`.
  package let path: String

  package init(_ method: Method, _ path: String) {
    self.method = method
    self.path = path
  }

  /// The fields that are part of the path.
  package var pathFields: [String] {
    path.split(separator: "/").filter { $0.hasPrefix("{") && $0.hasSuffix("}") }.map {
      String($0.dropFirst().dropLast())
    }
  }
}
