import Foundation
import IpaiAdvisor
import IpaiCore
import Testing

/// Accounts of a few resources, written as the API answers them.
enum TestAccount {
  /// When all accounts were read.
  static let now = "2026-11-01T00:00:00Z"

  /// The facts of an account: an object with the parts that are not empty, such as `{"droplets": [...]}`.
  ///
  /// All parts were read to their end, but those in `without`, which were not asked for, those in `partial`, and those that need a scope in
  /// `lacking`, which the token may not read.
  static func facts(
    _ text: String, without: Set<IpaiAdvisor.Collection> = [], partial: Set<IpaiAdvisor.Collection> = [],
    lacking: Set<Scope> = []
  ) throws -> AccountFacts {
    var members = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any], "not an object: \(text)")
    members["format"] = AccountFacts.currentFormat
    members["read_at"] = now
    var facts = try JSONDecoder().decode(AccountFacts.self, from: try JSONSerialization.data(withJSONObject: members))
    for collection in Collection.allCases {
      let status: CollectionState.Status
      if lacking.contains(collection.scope) {
        status = .denied
      } else if without.contains(collection) {
        status = .skipped
      } else {
        status = partial.contains(collection) ? .partial : .complete
      }
      facts.states[collection] = CollectionState(status, readAt: facts.readAt)
    }
    return facts
  }
}
