/// The fields of a request about findings of a snapshot.
enum SnapshotRequestFields {
  /// The snapshot.
  static func offline<Request>(_ value: @escaping @Sendable (Request) -> String?) -> Field<Request> {
    .path("offline", value, "A snapshot whose findings are meant, in place of those that were recorded.")
  }

  /// The policy.
  static func policy<Request>(_ value: @escaping @Sendable (Request) -> String?) -> Field<Request> {
    .path("policy", value, "With a snapshot: a file that says what is to be left alone and what things cost.")
  }
}
