/// Where an action is in the REST interface.
package struct Route: Hashable, Sendable {
  /// The HTTP method, which says where the fields are.
  package enum Method: String, Sendable {
    /// The fields are in the query; a list is a field that is repeated.
    case get = "GET"
    /// The fields are a JSON object.
    case post = "POST"
    /// The fields are in the path and the query.
    case delete = "DELETE"
  }

  /// How it is called.
  package let method: Method
  /// The path below the root, with fields in braces: `/commits/{revision}`.
  package let path: String

  /// `path` begins with a slash.
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
