import Foundation
import HTTPTypes

/// Where a request comes from. Behind a proxy, that is what the proxy says, if it is one that the server trusts.
package struct ClientAddress: Sendable {
  private let proxies: Set<String>

  /// `proxies`: the addresses of the proxies that are believed.
  package init(proxies: [String]) { self.proxies = Set(proxies) }

  /// An address of IPv4 or IPv6 as connections have it; nil for any other text.
  package static func normalized(_ text: String) -> String? {
    var bytes = in6_addr()
    for family in [AF_INET, AF_INET6] where inet_pton(family, text, &bytes) == 1 {
      var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
      guard inet_ntop(family, &bytes, &buffer, socklen_t(buffer.count)) != nil else { return nil }
      return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
    return nil
  }

  private static let forwarded = HTTPField.Name("X-Forwarded-For")

  /// The address of the client. `peer` is the other end of the connection.
  func of(_ fields: HTTPFields, peer: String) -> String {
    guard proxies.contains(peer), let header = Self.forwarded else { return Self.network(peer) }
    // Each proxy appends the address that it was called from: the last one that is no proxy of ours is the client.
    let hops = fields[values: header].joined(separator: ",").split(separator: ",")
      .map { $0.trimmingCharacters(in: .whitespaces) }
    return Self.network(hops.last { !proxies.contains($0) } ?? peer)
  }

  /// An address; of IPv6 the 64 bits that one customer gets.
  private static func network(_ address: String) -> String {
    var bytes = in6_addr()
    guard address.contains(":"), inet_pton(AF_INET6, address, &bytes) == 1 else { return String(address.prefix(64)) }
    let prefix = withUnsafeBytes(of: &bytes) { Array($0.prefix(8)) }
    return prefix.map { String($0, radix: 16) }.joined(separator: ".") + "/64"
  }
}
