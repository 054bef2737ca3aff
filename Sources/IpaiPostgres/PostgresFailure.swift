package import IpaiCore

/// What the server, or libpq, says of something that failed.
package struct PostgresFailure: Error, Sendable, Equatable, CustomStringConvertible {
  /// The five characters of SQLSTATE (PostgreSQL's documentation, appendix A); empty when there was no answer of the server.
  package let state: String
  /// What went wrong, in one line.
  package let message: String

  /// Something changed under a transaction, which has to be tried again.
  package static let serialization = PostgresFailure(state: "40001", message: "others changed the same")

  /// The message with its state.
  package var description: String { state.isEmpty ? message : "\(message) (SQLSTATE \(state))" }

  /// Whether the same transaction may succeed when it is tried again: it could not be serialized, or there was a deadlock.
  package var isTransient: Bool { ["40001", "40P01"].contains(state) }

  /// Whether the server does not have a statement that was prepared, has another one of its name, or cannot use it any longer, since the
  /// schema has changed.
  var isAboutPrepared: Bool { ["26000", "42P05", "0A000"].contains(state) }

  /// Whether the statement was cancelled.
  var isCancellation: Bool { state == "57014" }

  /// Whether the connection is of no use any longer.
  package var isConnectionLost: Bool {
    state.isEmpty || state.hasPrefix("08") || ["57P01", "57P02", "57P03"].contains(state)
  }

  /// The error that says what to do about it. `place`: the address of the database, without its password.
  package func error(_ place: String) -> IpaiError {
    switch state {
    case "28P01", "28000":
      IpaiError(
        .denied, "\(place) does not let this user in",
        hint: "check the user and the password; a password can also stand in ~/.pgpass", cause: self)
    case "3D000":
      IpaiError(
        .notFound, "\(place): there is no such database", hint: "createdb, or correct the name in the address",
        cause: self)
    case "42501":
      IpaiError(
        .denied, "\(place) does not permit this to the user",
        hint: "connect as the owner of the schema, to whom skills and memory belong", cause: self)
    case "25006":
      IpaiError(
        .unavailable, "\(place) is read-only",
        hint: "use the address of the primary server, or see where default_transaction_read_only is set", cause: self)
    case "53300", "53000":
      IpaiError(
        .unavailable, "\(place) takes no more connections",
        hint:
          "try again, or raise what is used up: max_connections of the server, or CONNECTION LIMIT of the role or the database",
        cause: self)
    case "53100":
      IpaiError(
        .unavailable, "the disk of \(place) is full",
        hint: "free some space there and run the command again; what was committed is kept", cause: self)
    case "55000":
      IpaiError(
        .unavailable, "\(place) is not in a state to do this", hint: "does the database accept connections?",
        cause: self)
    case "57P03":
      IpaiError(
        .unavailable, "\(place) is starting, stopping or recovering", hint: "try again in a moment", cause: self)
    case "57014":
      IpaiError(
        .unavailable, "\(place): the statement was cancelled, or took too long",
        hint: "try again, or raise statement_timeout where it is set for the user or the database", cause: self)
    case "3F000", "42P01":
      IpaiError(
        .notFound, "\(place) has no schema of ipai, or not all of it",
        hint: "ipai store migrate, or ipai store check if that does not help", cause: self)
    case "55P03":
      IpaiError(
        .unavailable, "\(place): another transaction holds a lock that is needed",
        hint: "try again when it has ended; pg_stat_activity shows it", cause: self)
    case "40001", "40P01":
      IpaiError(.conflict, "\(place): others changed the same at the same time", hint: "try again", cause: self)
    case let state where state.isEmpty || state.hasPrefix("08") || state.hasPrefix("57P"):
      IpaiError(
        .unavailable, "\(place) cannot be reached", hint: "is it running, and is the address right?", cause: self)
    default: IpaiError(.internal, "\(place) answered with an error", cause: self)
    }
  }
}
