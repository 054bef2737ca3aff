import Foundation
import Testing

@testable import IpaiAdvisor

/// The one list of all resources has every kind: one that is missing would be gone from every account, and so its findings fixed.
struct ResourceListTests {
  /// Facts with a resource of each kind.
  private static func facts() throws -> AccountFacts {
    var facts = try FullFacts.facts()
    facts.projectResources = [
      "p": [try JSONDecoder().decode(ProjectResource.self, from: Data(#"{"urn":"do:space:b"}"#.utf8))]
    ]
    return facts
  }

  @Test(arguments: ResourceKind.allCases)
  func everyKindIsInIt(_ kind: ResourceKind) throws {
    let facts = try Self.facts()
    let lists = facts.resourceLists.filter { $0.kind == kind }
    #expect(!lists.isEmpty && lists.allSatisfy { !$0.urns.isEmpty && kind.lists.contains($0.collection) })
    #expect(facts.resources.contains { $0.kind == kind.rawValue })
    #expect((SnapshotSummary(facts).resources.contains { $0.kind == kind }) == (kind != .account))
  }

  @Test func everyPartOfTheAccountThatHasResourcesIsInItOnce() throws {
    let parts = try Self.facts().resourceLists.map(\.collection)
    #expect(Set(parts).count == parts.count)
    #expect(Set(parts) == Set(ResourceKind.allCases.flatMap(\.lists)))
  }
}
