package import Foundation
import IpaiCore
import IpaiSkills

/// The index by which agents find skills at an address (Agent Skills Discovery 0.2.0),
/// `/.well-known/agent-skills/index.json`. The members `ipai` are our own: with them, versions and labels can be named
/// and every file can be checked.
package struct DiscoveryIndex: Codable, Equatable, Sendable {
  /// The promotion that an index shows.
  package struct Head: Codable, Equatable, Sendable {
    /// Its number; 0 for a registry without any.
    package var promotion: Int
    /// The digest of its statement: 64 digits; empty for a registry without any.
    package var digest: String
  }

  /// What tells the format.
  package static let schema = "https://schemas.agentskills.io/discovery/0.2.0/schema.json"
  /// Where an index stands beneath the root of a site.
  package static let path = ".well-known/agent-skills/index.json"
  /// The folder with the artifacts, seen from the index.
  package static let artifacts = "artifacts"
  /// The most bytes of an index that is read.
  package static let mostBytes = 32 << 20
  private static let mostSkills = 100_000

  /// `schema`.
  package var schema = DiscoveryIndex.schema
  /// The skills, by name.
  package var skills: [DiscoveredSkill]
  /// The promotion; nil where another program made the index.
  package var ipai: Head?

  enum CodingKeys: String, CodingKey {
    case schema = "$schema"
    case skills, ipai
  }

  /// An index with its parts.
  package init(skills: [DiscoveredSkill], ipai: Head?) {
    self.skills = skills
    self.ipai = ipai
  }

  /// Reads an index. Entries of kinds that are not known, or that are no entries, are passed over.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    schema = try container.decode(String.self, forKey: .schema)
    skills = try container.decode([Entry].self, forKey: .skills).compactMap(\.skill)
    ipai = try? container.decodeIfPresent(Head.self, forKey: .ipai)
  }

  private struct Entry: Decodable {
    let skill: DiscoveredSkill?

    init(from decoder: any Decoder) throws { skill = try? DiscoveredSkill(from: decoder) }
  }

  /// The file: JSON in one line.
  package func file() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self) + Data("\n".utf8)
  }

  /// The index in a file of somebody else; `place` is what it is called. Throws `IpaiError(.conflict)`.
  package static func read(_ content: Data, place: String) throws -> DiscoveryIndex {
    let index: DiscoveryIndex
    do { index = try JSONDecoder().decode(DiscoveryIndex.self, from: content) } catch {
      throw IpaiError(.conflict, "\(place) is not an index of skills (Agent Skills Discovery 0.2.0)", cause: error)
    }
    guard index.schema == schema else {
      throw IpaiError(
        .conflict, "\(place) is an index of the kind '\(index.schema.prefix(100))', which this ipai does not know",
        hint: "ipai knows \(schema)")
    }
    guard index.skills.count <= mostSkills else { throw IpaiError(.conflict, "\(place) lists too many skills") }
    return index
  }

  /// The names of the files with artifacts that it names.
  package var artifactNames: Set<String> {
    let entries = skills.flatMap { skill in [skill.url] + (skill.ipai?.versions.map(\.url) ?? []) }
    return Set(
      entries.filter { $0.hasPrefix(Self.artifacts + "/") }.map { String($0.dropFirst(Self.artifacts.count + 1)) })
  }
}
