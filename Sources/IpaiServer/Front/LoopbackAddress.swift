import Foundation

/// Addresses that only this machine can reach (RFC 6890).
package enum LoopbackAddress {
  /// An address of IPv6 without the brackets that it has in a URL; any other host as it is.
  static func bare(_ host: String) -> String {
    host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
  }

  /// True for `localhost`, 127.0.0.0/8 and ::1.
  package static func isOne(_ host: String) -> Bool {
    let host = bare(host)
    if host.lowercased() == "localhost" { return true }
    var four = in_addr()
    if inet_pton(AF_INET, host, &four) == 1 { return UInt32(bigEndian: four.s_addr) >> 24 == 127 }
    var six = in6_addr()
    guard inet_pton(AF_INET6, host, &six) == 1 else { return false }
    return withUnsafeBytes(of: &six) { bytes in bytes.dropLast().allSatisfy { $0 == 0 } && bytes.last == 1 }
  }

  /// The address of a server, as clients write it.
  package static func text(_ host: String, port: Int, isEncrypted: Bool = false) -> String {
    let host = bare(host)
    let scheme = isEncrypted ? "https" : "http"
    return host.contains(":") ? "\(scheme)://[\(host)]:\(port)" : "\(scheme)://\(host):\(port)"
  }
}
