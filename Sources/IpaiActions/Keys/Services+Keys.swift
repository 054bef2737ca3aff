package import IpaiAccess

extension Services {
  /// The keys of the server's clients. Throws what opening the database throws.
  package func keys() throws -> any KeyStore {
    if let shared = try sharedStore() { return PostgresKeyStore(shared) }
    return SQLiteKeyStore(try databaseForWriting())
  }

  /// The keys, for reading; nil when there is no database yet. Throws what opening it throws.
  package func keysIfAny() throws -> (any KeyStore)? {
    if let shared = try sharedStore() { return PostgresKeyStore(shared) }
    return try databaseForReading().map { SQLiteKeyStore($0) }
  }

  /// The answers that a server keeps for clients that ask again. Throws what opening the database throws.
  package func answeredRequests() throws -> any AnsweredRequests {
    if let shared = try sharedStore() { return PostgresAnsweredRequests(shared) }
    return SQLiteAnsweredRequests(try databaseForWriting())
  }

  /// What is counted of the use of a server. Throws what opening the database throws.
  package func usage() throws -> any UsageStore {
    if let shared = try sharedStore() { return PostgresUsageStore(shared) }
    return SQLiteUsageStore(try databaseForWriting())
  }
}
