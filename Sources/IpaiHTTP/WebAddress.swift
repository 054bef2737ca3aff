import Foundation
import IpaiCore

/// An address to fetch from. It prints without what may be secret in it: user, password and query.
package struct WebAddress: Sendable, Equatable, CustomStringConvertible {
  let text: String
  package let path: String
  private let shown: String

  /// Throws `IpaiError(.usage)` for what is no absolute `https:` or `http:` address.
  package init(_ text: String) throws {
    guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
      ["http", "https"].contains(scheme), let host = parts.host, !host.isEmpty, !text.utf8.contains(0)
    else { throw IpaiError(.usage, "not an address that starts with https://") }
    self.text = text
    path = parts.path
    shown = "\(scheme)://\(host)" + (parts.port.map { ":\($0)" } ?? "") + parts.path
  }

  /// True when the text is meant as an address and not as a file.
  package static func looksLikeOne(_ text: String) -> Bool {
    let start = text.prefix(8).lowercased()
    return start.hasPrefix("http://") || start == "https://"
  }

  /// The address of something below this one.
  package func appending(_ path: String) throws -> WebAddress {
    try WebAddress(text + (text.hasSuffix("/") ? "" : "/") + path)
  }

  package var description: String { shown }
}
