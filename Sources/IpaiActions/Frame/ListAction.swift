import Synchronization

/// An action whose outcome is a list that may be long. A face that writes items one by one need not keep them in
/// memory.
package protocol ListAction: Action where Outcome: ListOutcome {
  /// Hands each item to `take` as soon as it is read, and returns the outcome without them. Throws `IpaiError`, and
  /// what `take` throws.
  static func list(
    _ request: Request, _ extent: ListExtent, in services: Services,
    _ take: @escaping @Sendable (Outcome.Item) throws -> Void
  ) async throws -> Outcome
}

extension ListAction {
  /// Lists a page and returns it with its items.
  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    let kept = KeptItems<Outcome.Item>()
    var outcome = try await list(request, .page, in: services) { item in kept.items.withLock { $0.append(item) } }
    outcome.items = kept.items.withLock { $0 }
    return outcome
  }

  /// Checks the request, which every face has to do, and lists.
  ///
  /// Throws `IpaiError`: `.usage` naming the field that is wrong, and what the action throws.
  package static func checkedList(
    _ request: Request, _ extent: ListExtent, in services: Services,
    _ take: @escaping @Sendable (Outcome.Item) throws -> Void
  ) async throws -> Outcome {
    try check(request)
    return try await list(request, extent, in: services, take)
  }
}

/// Collects items that come from another thread.
private final class KeptItems<Item: Sendable>: Sendable {
  let items = Mutex<[Item]>([])
}
