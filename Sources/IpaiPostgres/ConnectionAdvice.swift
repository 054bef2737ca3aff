import IpaiCore

/// What to do about a connection that was not made, by the options that were in force. What libpq itself refuses has no SQLSTATE.
struct ConnectionAdvice {
  private let place: String
  private let options: [String: Secret]
  private let verifies: Bool

  /// How long connecting may take where nobody says it, and at most.
  private static let (usual, longest) = (Duration.seconds(15), Duration.seconds(600))

  /// `place`: the address without its password; `verifies`: whether ipai itself asked for a certificate that is valid.
  init(_ place: String, _ options: [String: Secret], verifies: Bool) {
    self.place = place
    self.options = options
    self.verifies = verifies
  }

  /// How long connecting may take: `connect_timeout` in seconds, of which 0 and less mean the usual time.
  static func limit(_ options: [String: Secret]) -> Duration {
    guard let seconds = options["connect_timeout"].flatMap({ Int64($0.reveal()) }), seconds > 0 else { return usual }
    return min(.seconds(seconds), longest)
  }

  /// The error for a failure.
  func error(_ failure: PostgresFailure) -> IpaiError {
    if failure.state == "3D000" {
      return IpaiError(
        .notFound, "\(place): there is no such database",
        hint: "it was looked for as \(target); createdb, or correct the name in the address or in PGDATABASE",
        cause: failure)
    }
    guard failure.state.isEmpty else { return failure.error(place) }
    guard PostgresAddress.hasPorts(options) else {
      return IpaiError(
        .usage, "the port of \(place) is no number from 1 to 65535", hint: "correct it in the address or in PGPORT",
        cause: failure)
    }
    return IpaiError(.unavailable, "\(place) cannot be reached", hint: hint, cause: failure)
  }

  private func value(_ name: String) -> String { options[name]?.reveal() ?? "" }

  /// The database, the user and the server that were asked for.
  private var target: String {
    let host = value("host").isEmpty ? value("hostaddr") : value("host")
    let port = value("port").isEmpty ? "" : ":\(value("port"))"
    let name = value("dbname").isEmpty ? value("user") : value("dbname")
    return "the database '\(name)' of the user '\(value("user"))'" + (host.isEmpty ? "" : " at \(host)\(port)")
  }

  private var hint: String {
    if verifies {
      return """
        is it running? Its certificate has to be valid for its name: say who signed it with sslrootcert=FILE in the address, or do \
        without the check: sslmode=require
        """
    }
    var parts = ["is it running, and is the address right?"]
    if ["require", "verify-ca", "verify-full"].contains(value("sslmode")) {
      parts.append("sslmode=\(value("sslmode")) needs a server with TLS; sslmode=disable does without")
    }
    let session = value("target_session_attrs")
    if !["", "any"].contains(session) {
      parts.append("target_session_attrs=\(session) takes only a server of that kind; without it, any will do")
    }
    return parts.joined(separator: " ")
  }
}
