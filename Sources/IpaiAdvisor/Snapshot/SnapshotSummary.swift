/// What a snapshot has in it.
package struct SnapshotSummary: Codable, Equatable, Sendable {
  /// How many resources of a kind there are.
  package struct KindCount: Codable, Equatable, Sendable {
    package var kind: ResourceKind
    package var count: Int
  }

  /// How much was read of a part of the account.
  package struct Part: Codable, Equatable, Sendable {
    package var name: Collection
    package var status: CollectionState.Status
    /// How many resources were read; for what belongs to one resource each, for how many.
    package var count: Int
    /// Why not all of it was read; nil where all was, and where the reason is not known.
    package var reason: String?
  }

  /// The form in which it is written.
  package var format: Int
  /// The name of the team or the account; nil where it was not read.
  package var account: String?
  /// The UUID of the team or the account; nil where it was not read.
  package var accountUUID: String?
  /// When reading began.
  package var readAt: FactTime
  /// The kinds of which there are resources.
  package var resources: [KindCount]
  /// All parts that an account has.
  package var parts: [Part]

  enum CodingKeys: String, CodingKey {
    case format, account, resources, parts
    case accountUUID = "account_uuid"
    case readAt = "read_at"
  }

  /// What `facts` have in them.
  package init(_ facts: AccountFacts) {
    format = facts.format
    account = facts.account?.displayName
    accountUUID = facts.account?.key
    readAt = facts.readAt
    resources = facts.resourceCounts.filter { $0.count > 0 }
    parts = Collection.allCases.map { collection in
      guard let state = facts.states[collection] else { return Part(name: collection, status: .skipped, count: 0) }
      return Part(name: collection, status: state.status, count: state.count, reason: state.reason)
    }
  }
}

extension AccountFacts {
  /// How many resources of each kind were read. The account itself is not counted.
  fileprivate var resourceCounts: [SnapshotSummary.KindCount] {
    resourceLists.reduce(into: []) { counts, list in
      if let place = counts.firstIndex(where: { $0.kind == list.kind }) {
        counts[place].count += list.urns.count
      } else if list.kind != .account {
        counts.append(SnapshotSummary.KindCount(kind: list.kind, count: list.urns.count))
      }
    }
  }
}
