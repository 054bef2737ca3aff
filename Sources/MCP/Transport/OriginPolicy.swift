import Foundation

/// The host names that a server answers to, and the origins of web pages that may speak to it. This guards against DNS rebinding
/// (Transports: Security Warning).
public struct OriginPolicy: Sendable {
  private let hosts: Set<String>?
  private let origins: Set<String>

  /// Only this machine, under its own names and on any port.
  public static let loopback = OriginPolicy(hosts: ["localhost", "127.0.0.1", "[::1]"])

  /// A policy that allows these hosts and origins.
  ///
  /// - Parameters:
  ///   - hosts: names without ports; nil for any, if something in front of the server checks them.
  ///   - origins: such as `https://app.example.com`, besides those whose host is one of `hosts`.
  public init(hosts: Set<String>?, origins: Set<String> = []) {
    self.hosts = hosts.map { Set($0.map { $0.lowercased() }) }
    self.origins = Set(origins.map { $0.lowercased() })
  }

  /// What is wrong with a request's headers; nil when nothing is.
  package func fault(_ headers: HTTPHeaders) -> String? {
    fault(origin: headers["Origin"], host: headers["Host"])
  }

  /// What is wrong with the values of the fields Origin and Host; nil when nothing is.
  package func fault(origin: [String], host: [String]) -> String? {
    guard origin.count <= 1 else { return "there is more than one Origin" }
    if let origin = origin.first, !allows(origin: origin) { return "the origin is not allowed" }
    guard let hosts else { return nil }
    guard host.count == 1, let name = Self.name(ofHost: host[0]) else { return "the host is missing or malformed" }
    guard hosts.contains(name) else { return "the host is not one of this server's" }
    return nil
  }

  private func allows(origin: String) -> Bool {
    let origin = origin.lowercased()
    if origins.contains(origin) { return true }
    guard let hosts, let scheme = ["http://", "https://"].first(where: origin.hasPrefix) else { return false }
    return Self.name(ofHost: String(origin.dropFirst(scheme.count))).map(hosts.contains) ?? false
  }

  /// The name of `name`, `name:port` or `[address]:port`, in lower case; nil when it is malformed.
  static func name(ofHost text: String) -> String? {
    let text = text.lowercased()
    let end: String.Index
    if text.hasPrefix("[") {
      guard let close = text.firstIndex(of: "]") else { return nil }
      end = text.index(after: close)
    } else {
      end = text.firstIndex(of: ":") ?? text.endIndex
    }
    let name = text[..<end]
    let rest = text[end...]
    let isPort = rest.isEmpty || (rest.first == ":" && UInt16(rest.dropFirst()) != nil)
    let allowed = name.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || "-._[]:".utf8.contains(byte)
    }
    guard isPort, allowed, !name.isEmpty else { return nil }
    return String(name)
  }
}
