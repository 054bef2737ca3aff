import Foundation
import HTTPTypes

/// The key in the header of a request: `X-API-Key: KEY` or `Authorization: Bearer KEY` (RFC 6750, section 2.1). Programs that can
/// only be given an address with a name and a password send it as the latter (RFC 7617).
enum PresentedKey: Equatable {
  /// There is none.
  case none
  /// There is one.
  case key(String)
  /// There are several, or the header has another form.
  case malformed

  private static let header = HTTPField.Name("X-API-Key")
  private static let scheme = "bearer "
  private static let basic = "basic "

  /// Looks for the key of a request.
  init(_ fields: HTTPFields) {
    var found: [String] = []
    if let header = Self.header { found += fields[values: header] }
    for value in fields[values: .authorization] {
      guard let key = Self.bearer(value) ?? Self.password(value) else {
        self = .malformed
        return
      }
      found.append(key)
    }
    switch Set(found).count {
    case 0: self = .none
    case 1 where !found[0].isEmpty: self = .key(found[0])
    default: self = .malformed
    }
  }

  private static func bearer(_ value: String) -> String? {
    guard value.lowercased().hasPrefix(scheme) else { return nil }
    return value.dropFirst(scheme.count).trimmingPrefix(" ").description
  }

  private static func password(_ value: String) -> String? {
    guard value.lowercased().hasPrefix(basic), let data = Data(base64Encoded: String(value.dropFirst(basic.count))),
      let text = String(validating: data, as: UTF8.self)
    else { return nil }
    return text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).dropFirst().first.map(String.init)
  }
}
