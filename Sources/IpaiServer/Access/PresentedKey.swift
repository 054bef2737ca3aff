import Foundation
import HTTPTypes

/// The key in the header of a request: `X-API-Key: KEY` or `Authorization: Bearer KEY` (RFC 6750, section 2.1), where an access
/// token may stand as well. Programs that can only be given an address with a name and a password send the key as the latter
/// (RFC 7617).
enum PresentedKey: Equatable {
  /// There is none.
  case none
  /// There is one, which is no access token.
  case key(String)
  /// There is one where access tokens stand.
  case bearer(String)
  /// There are several, or the header has another form.
  case malformed

  private static let header = HTTPField.Name("X-API-Key")
  private static let scheme = "bearer "
  private static let basic = "basic "

  /// Looks for the key of a request.
  init(_ fields: HTTPFields) {
    var keys: Set<String> = []
    var tokens: Set<String> = []
    if let header = Self.header { keys.formUnion(fields[values: header]) }
    for value in fields[values: .authorization] {
      if let token = Self.bearer(value) {
        tokens.insert(token)
      } else if let key = Self.password(value) {
        keys.insert(key)
      } else {
        self = .malformed
        return
      }
    }
    let all = keys.union(tokens)
    guard let text = all.first else {
      self = .none
      return
    }
    guard all.count == 1, !text.isEmpty else {
      self = .malformed
      return
    }
    self = keys.isEmpty ? .bearer(text) : .key(text)
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
