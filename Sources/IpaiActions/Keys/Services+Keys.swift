package import IpaiAccess

extension Services {
  /// The keys of the server's clients. Throws what `databaseForWriting` throws.
  package func keys() throws -> KeyStore { KeyStore(try databaseForWriting()) }
}
