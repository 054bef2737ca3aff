import HTTPTypes
import IpaiActions

/// Which methods there are for a path, for clients that use another one.
struct MethodTable: Sendable {
  private let routes: [(method: String, segments: [Substring])]

  /// The methods of these routes, each with its path.
  init(_ routes: [(method: String, path: String)]) {
    self.routes = routes.map { ($0.method, $0.path.split(separator: "/")) }
  }

  /// The value of an Allow field for a path; nil when no route has it.
  func allowed(at path: String) -> String? {
    let segments = path.split(separator: "/")
    let matching = routes.filter { Self.matches($0.segments, segments) }
    // A path that is declared as it stands is not one of those with fields.
    let fewest = matching.map { Self.fieldCount($0.segments) }.min()
    let methods = matching.filter { Self.fieldCount($0.segments) == fewest }.map(\.method)
    if methods.isEmpty { return nil }
    return Set(methods + (methods.contains("GET") ? ["HEAD"] : [])).sorted().joined(separator: ", ")
  }

  private static func fieldCount(_ pattern: [Substring]) -> Int { pattern.count { $0.hasPrefix("{") } }

  private static func matches(_ pattern: [Substring], _ path: [Substring]) -> Bool {
    pattern.count == path.count && zip(pattern, path).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
  }
}
