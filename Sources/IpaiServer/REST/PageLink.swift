import Foundation
import Hummingbird
import IpaiCore

/// Where the next page of a list is (RFC 8288).
enum PageLink {
  /// The same request for the page that begins at a cursor, which is in the field `field`. Throws `IpaiError(.usage)` for a query
  /// that cannot be read.
  static func next(_ cursor: String, in field: String, of request: Request) throws -> String {
    var components = URLComponents()
    components.path = request.uri.path
    let others = try QueryText.pairs(request.uri.query).filter { $0.key != field }
    components.queryItems =
      others.map { URLQueryItem(name: $0.key, value: $0.value) } + [URLQueryItem(name: field, value: cursor)]
    // A plus in a query is a space to many.
    let text = (components.string ?? request.uri.path).replacing("+", with: "%2B")
    return "<\(text)>; rel=\"next\""
  }
}
