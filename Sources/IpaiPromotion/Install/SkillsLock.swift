package import Foundation
import IpaiCore
import IpaiSkills

/// The lock file: which skills were installed, from where, and what their files are.
package struct SkillsLock: Codable, Equatable, Sendable {
  /// A skill that was installed.
  package struct Skill: Codable, Equatable, Sendable {
    /// Its name.
    package var name: String
    /// The version.
    package var version: String
    /// The version or label that was asked for; nil for what was in force.
    package var requested: String?
    /// Where it came from, without secrets; a path is seen from the lock file's folder.
    package var source: String
    /// The sha256 of the artifact; nil where it came from a store.
    package var artifact: String?
    /// The digest of its files: `sha256:` and 64 digits.
    package var digest: String
    /// Its files.
    package var files: [DiscoveredFile]

    /// A skill with its parts.
    package init(
      name: String, version: String, requested: String?, source: String, artifact: String?, digest: String,
      files: [DiscoveredFile]
    ) {
      self.name = name
      self.version = version
      self.requested = requested
      self.source = source
      self.artifact = artifact
      self.digest = digest
      self.files = files
    }
  }

  /// What tells lock files of ipai from others.
  package static let type = "ipai-skills-lock/1"
  /// The name of a lock file.
  package static let name = "skills-lock.json"
  private static let maxBytes = 32 << 20

  /// `type`.
  package var type = SkillsLock.type
  /// The skills, by name.
  package var skills: [Skill] = []

  /// A lock file without skills.
  package init() {}

  /// The entry of a skill; nil for one that was not installed.
  package subscript(name: String) -> Skill? { skills.first { $0.name == name } }

  /// Puts entries in the place of those of the same names.
  package mutating func replace(_ entries: [Skill]) {
    let names = Set(entries.map(\.name))
    skills = (skills.filter { !names.contains($0.name) } + entries).sorted { $0.name < $1.name }
  }

  /// The content of a file.
  package func file() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return try encoder.encode(self) + Data("\n".utf8)
  }

  /// The lock file at a path; nil when there is none. Throws `IpaiError(.conflict)` for a file that is another
  /// program's or was damaged.
  package static func read(_ path: String) throws -> SkillsLock? {
    guard let content = try SmallFile.read(path, maxBytes: maxBytes) else { return nil }
    func foreign(_ cause: (any Error)?) -> IpaiError {
      IpaiError(
        .conflict, "\(path) is not a lock file of ipai",
        hint: "name another with --lock, or remove it if it is damaged", cause: cause)
    }
    let lock: SkillsLock
    do { lock = try JSONDecoder().decode(SkillsLock.self, from: Data(content)) } catch { throw foreign(error) }
    guard lock.type == type else { throw foreign(nil) }
    guard Set(lock.skills.map(\.name)).count == lock.skills.count,
      lock.skills.allSatisfy({ BytesDigest.isOne($0.digest) && (try? SkillName($0.name)) != nil })
    else {
      throw IpaiError(.conflict, "\(path) is damaged: it names a skill twice, or has a name or a digest that is none")
    }
    return lock
  }
}
