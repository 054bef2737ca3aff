package import IpaiAccess

extension Services {
  /// The keys of the server's clients. Throws what `databaseForWriting` throws.
  package func keys() throws -> KeyStore { KeyStore(try databaseForWriting()) }

  /// The answers that a server keeps for clients that ask again. Throws what `databaseForWriting` throws.
  package func answeredRequests() throws -> AnsweredRequests { AnsweredRequests(try databaseForWriting()) }

  /// What is counted of the use of a server. Throws what `databaseForWriting` throws.
  package func usage() throws -> UsageStore { UsageStore(try databaseForWriting()) }
}
