import IpaiCore

/// A request about findings that are recorded, or about those of a snapshot.
protocol SnapshotFields: ActionRequest {
  /// The snapshot whose findings are meant; nil for those that are recorded.
  var offline: String? { get }
  /// The policy by which the snapshot is judged.
  var policy: String? { get }
  /// The account that has the findings that are recorded.
  var account: String? { get }
}

extension SnapshotFields {
  /// The snapshot, judged; nil where findings that are recorded are meant. Throws `IpaiError`: what judging it throws, `.denied` through a
  /// server, and `.usage` for what does not go together.
  func snapshot(_ action: ActionName, in services: Services) async throws -> JudgedSnapshot? {
    guard let offline else {
      guard policy == nil else {
        throw IpaiError(.usage, "--policy is about a snapshot alone", hint: "name the snapshot with --offline")
      }
      return nil
    }
    try services.checkIsOnMachine(action)
    guard account == nil else {
      throw IpaiError(.usage, "a snapshot is of one account", hint: "leave out --account or --offline")
    }
    return try await JudgedSnapshot(offline, policy: policy, in: services)
  }
}
