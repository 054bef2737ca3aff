import CPostgres
import Foundation
package import IpaiCore

/// Where a PostgreSQL database is and how it is reached, as libpq understands the address.
package struct PostgresAddress: Sendable {
  /// The address without its password, for messages.
  package let shown: String
  /// The machine whose paths are those of this process.
  package let machine: MachineName
  /// The options of libpq that the address has, with what ipai adds.
  private let options: [String: Secret]
  /// The folder in which libpq looks for certificates of the user; nil for none.
  private let home: String?

  /// Where libpq before version 16 finds the authorities that the system trusts.
  private static let systemFiles = [
    "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem",
  ]

  /// Reads an address. `home`: the user's folder; `machine`: the name of this machine among those that share the database. Throws `IpaiError`: `.usage` for an option that libpq does not know, `.unavailable`
  /// without libpq.
  package init(
    _ address: StoreAddress, home: String? = nil, machine: MachineName = MachineName("")
  ) throws(IpaiError) {
    self.home = home
    self.machine = machine
    let library = try PostgresLibrary.functions()
    var problem: UnsafeMutablePointer<CChar>?
    guard let parsed = library.conninfoParse(address.secret.reveal(), &problem) else {
      if let problem { library.freemem(problem) }
      // What libpq says repeats parts of the address, which may be a password.
      throw IpaiError(
        .usage, "the address \(address.shown) has an option that libpq does not know, or a wrong port or percent sign",
        hint: "see 'Connection URIs' in the documentation of PostgreSQL")
    }
    defer { library.conninfoFree(parsed) }
    options = Self.values(parsed)
    shown = address.shown
    guard Self.hasPorts(options) else {
      throw IpaiError(
        .usage, "the address \(address.shown) has a port that is no number from 1 to 65535", hint: "correct the port")
    }
  }

  /// The options that have a value.
  static func values(_ list: UnsafePointer<PQconninfoOption>) -> [String: Secret] {
    var values: [String: Secret] = [:]
    var next = list
    while let keyword = next.pointee.keyword {
      if let value = next.pointee.val { values[String(cString: keyword)] = Secret(String(cString: value)) }
      next += 1
    }
    return values
  }

  /// Whether all ports are numbers of ports; those that are left out are the usual ones.
  static func hasPorts(_ options: [String: Secret]) -> Bool {
    (options["port"]?.reveal() ?? "").split(separator: ",").allSatisfy { (1...65_535).contains(Int($0) ?? 0) }
  }

  /// The keywords and values for libpq. `others`: what is added to those of the address.
  func parameters(adding others: [String: String]) -> [(keyword: String, value: String)] {
    var all = options.mapValues { $0.reveal() }
    all["client_encoding"] = "UTF8"
    all["fallback_application_name"] = "ipai"
    // Without this libpq looks for tickets of Kerberos first, which takes milliseconds.
    all["gssencmode"] = all["gssencmode"] ?? "disable"
    all.merge(others) { _, other in other }
    return all.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// What makes libpq check that the server's certificate is valid for its name. `options`: those of a connection.
  func verification(_ options: [String: Secret], _ libraryVersion: Int) -> [String: String] {
    var others = ["sslmode": "verify-full"]
    let hasOwn = home.map { FileManager.default.fileExists(atPath: $0 + "/.postgresql/root.crt") } ?? false
    guard options["sslrootcert"] == nil, !hasOwn else { return others }
    if libraryVersion >= 160_000 {
      others["sslrootcert"] = "system"
    } else {
      others["sslrootcert"] = Self.systemFiles.first { FileManager.default.fileExists(atPath: $0) }
    }
    return others
  }
}
