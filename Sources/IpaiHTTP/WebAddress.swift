import Foundation
import IpaiCore

/// The address of a server or of a file on it. It prints without what may be secret in it: user, password and query.
package struct WebAddress: Sendable, Equatable, CustomStringConvertible {
  /// The whole address as it was given.
  let text: String
  /// The path, without its escapes.
  package let path: String
  private let shown: String

  /// Reads an address. Throws `IpaiError(.usage)` for anything but an absolute `https:` or `http:` address.
  package init(_ text: String) throws {
    guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
      ["http", "https"].contains(scheme), let host = parts.host, !host.isEmpty, !text.utf8.contains(0)
    else { throw IpaiError(.usage, "not an address that starts with https://") }
    self.text = text
    path = parts.path
    shown = "\(scheme)://\(host)" + (parts.port.map { ":\($0)" } ?? "") + parts.path
  }

  /// True when a text is meant as an address and not as a file.
  package static func looksLikeOne(_ text: String) -> Bool {
    let start = text.prefix(8).lowercased()
    return start.hasPrefix("http://") || start == "https://"
  }

  /// The address of something below this one.
  package func appending(_ path: String) throws -> WebAddress {
    if text.hasSuffix("/") { return try WebAddress(text + path) }
    return try WebAddress(text + "/" + path)
  }

  /// The address without its secrets.
  package var description: String { shown }
}
