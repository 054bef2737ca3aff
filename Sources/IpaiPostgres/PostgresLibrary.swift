import CPostgres
package import IpaiCore

/// libpq, which is loaded when it is first needed.
package enum PostgresLibrary {
  /// Its functions. Throws `IpaiError(.unavailable)` when it is not installed.
  static func functions() throws(IpaiError) -> cpostgres_library {
    guard let library = cpostgres() else {
      throw IpaiError(.unavailable, "libpq 13 or later is not installed", hint: "apt-get install libpq5")
    }
    return library.pointee
  }

  /// Its version, such as 15.18. Throws `IpaiError(.unavailable)` when it is not installed.
  package static func version() throws(IpaiError) -> String {
    PostgresVersion(number: Int(try functions().libVersion())).text
  }
}
