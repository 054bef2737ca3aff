extension Result {
  /// What asynchronous work returns or throws.
  init(_ work: () async throws(Failure) -> Success) async {
    do { self = .success(try await work()) } catch { self = .failure(error) }
  }
}
