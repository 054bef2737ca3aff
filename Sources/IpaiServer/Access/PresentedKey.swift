import HTTPTypes

/// The key in the header of a request: `X-API-Key: KEY` or `Authorization: Bearer KEY` (RFC 6750, section 2.1).
enum PresentedKey: Equatable {
  /// There is none.
  case none
  /// There is one.
  case key(String)
  /// There are several, or the header has another form.
  case malformed

  private static let header = HTTPField.Name("X-API-Key")
  private static let scheme = "bearer "

  /// Looks for the key of a request.
  init(_ fields: HTTPFields) {
    var found: [String] = []
    if let header = Self.header { found += fields[values: header] }
    for value in fields[values: .authorization] {
      guard value.lowercased().hasPrefix(Self.scheme) else {
        self = .malformed
        return
      }
      found.append(String(value.dropFirst(Self.scheme.count)).trimmingPrefix(" ").description)
    }
    switch Set(found).count {
    case 0: self = .none
    case 1 where !found[0].isEmpty: self = .key(found[0])
    default: self = .malformed
    }
  }
}
