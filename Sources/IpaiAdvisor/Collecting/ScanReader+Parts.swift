import IpaiCore

/// How the parts of an account are read: each into its place, with a state that says how much of it is there.
extension ScanReader {
  /// Reads a list into its place.
  func read<Element: Codable & Sendable>(
    _ collection: Collection, key: String, into place: any WritableKeyPath<AccountFacts, [Element]> & Sendable,
    isPaged: Bool = true
  ) async throws {
    try await settling(collection) {
      let (elements, problem) = try await list(
        collection.path, collection, key: key, as: Element.self, isPaged: isPaged)
      update { $0[keyPath: place] = elements }
      set(collection, problem == nil ? .complete : .partial, problem, count: elements.count)
    }
  }

  /// Reads an object into its place. One that is not there is nil, where it may be missing.
  func read<Value: Codable & Sendable>(
    _ collection: Collection, key: String?, into place: any WritableKeyPath<AccountFacts, Value?> & Sendable
  ) async throws {
    try await settling(collection) {
      do {
        let value = try await object(collection.path, collection, key: key, as: Value.self)
        update { $0[keyPath: place] = value }
        set(collection, .complete, count: 1)
      } catch let failure as APIFailure where failure.kind == .notFound && collection.mayBeMissing {
        set(collection, .complete)
      }
    }
  }

  /// Reads something for each of some resources. One that is gone meanwhile, or for which the API does not offer it, is left out.
  func read<Value: Sendable>(
    _ collection: Collection, for ids: [String],
    into place: any WritableKeyPath<AccountFacts, [String: Value]> & Sendable,
    _ one: @escaping @Sendable (_ id: String, _ path: String) async throws -> Value
  ) async throws {
    try await settling(collection) {
      let problems = try await withThrowingTaskGroup(of: APIFailure?.self) { group in
        for id in ids {
          group.addTask { [self] in
            do {
              let value = try await one(id, collection.path(of: id))
              update { $0[keyPath: place][id] = value }
              return nil
            } catch let failure as APIFailure where !failure.kind.endsScan {
              return failure
            }
          }
        }
        return try await group.reduce(into: [APIFailure]()) { if let failure = $1 { $0.append(failure) } }
      }
      try settle(collection, count: ids.count, problems)
    }
  }

  private func settle(_ collection: Collection, count: Int, _ failures: [APIFailure]) throws {
    if !failures.isEmpty, failures.count == count, failures.allSatisfy({ $0.kind == .denied }) { throw failures[0] }
    let problems = failures.filter { $0.kind != .notFound && $0.kind != .refused }
    guard let first = problems.first else {
      if !failures.isEmpty {
        set(collection, .partial, "\(failures.count) of \(count) are not offered or gone", count: count)
      } else {
        set(collection, .complete, count: count)
      }
      return
    }
    set(collection, .partial, "\(problems.count) of \(count) could not be read: \(first.reason)", count: count)
  }

  /// Does what reads a part, and notes why where it cannot be read. Throws an `APIFailure` that ends the
  /// scan and `CancellationError` alone.
  func settling(_ collection: Collection, _ read: () async throws -> Void) async throws {
    do { try await read() } catch let failure as APIFailure where !failure.kind.endsScan {
      set(collection, failure.kind == .denied ? .denied : .failed, failure.reason)
    }
  }
}

extension Collection {
  /// The path for a resource.
  func path(of id: String) -> String { path.replacing("{id}", with: PathStep.escaped(id)) }
}
