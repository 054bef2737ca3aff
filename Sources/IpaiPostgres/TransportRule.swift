import IpaiCore

/// When the certificate of a server has to be checked although nobody has asked for it.
///
/// By default libpq takes any certificate, and no encryption as well, which is right on this machine alone.
enum TransportRule {
  /// Whether a connection goes to another machine, and neither the address nor the environment nor a service says how it is protected.
  /// `options`: those in force.
  static func needsVerification(_ options: [String: Secret]) -> Bool {
    let value = { (key: String) in options[key]?.reveal() ?? "" }
    let mode = value("sslmode")
    guard mode.isEmpty || mode == "prefer" else { return false }
    let hosts = value("hostaddr").isEmpty ? value("host") : value("hostaddr")
    return !hosts.split(separator: ",").allSatisfy(isHere)
  }

  /// Whether a host is this machine: a folder or a name of a socket, or the loopback.
  private static func isHere(_ host: Substring) -> Bool {
    if host.hasPrefix("/") || host.hasPrefix("@") || host == "localhost" || host == "::1" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }
}
