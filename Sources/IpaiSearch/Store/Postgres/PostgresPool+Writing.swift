package import IpaiPostgres

extension PostgresPool {
  /// How long a transaction may take that writes a corpus: others may have to be waited for, and much takes long to remove.
  private static var writingLimit: Duration { .seconds(600) }

  /// Runs `body` in a transaction that is the only one to write a corpus of documents of this kind. Throws what `transaction` throws.
  package func writing<Value: Sendable>(
    _ layout: CorpusLayout, _ body: @Sendable (PostgresConnection) async throws -> Value
  ) async throws -> Value {
    try await transaction { connection in
      try await connection.allowing(Self.writingLimit) { connection in
        try await StoreVersion.lock(connection, layout.name)
        return try await body(connection)
      }
    }
  }
}
