import Foundation
import IpaiCore

/// Remembers the last promotion of each registry that was seen from this machine, so that one that was restored from an old backup is noticed.
package struct KnownHeads: Sendable {
  /// The last promotion that was seen.
  package struct Head: Codable, Equatable, Sendable {
    /// Its number.
    package var number: Int
    /// The digest of its statement.
    package var digest: String

    /// A head with its parts.
    package init(number: Int, digest: String) {
      self.number = number
      self.digest = digest
    }
  }

  private let path: String
  private static let maxBytes = 1 << 20

  /// Keeps them in the file at `path`.
  package init(path: String) { self.path = path }

  /// What was seen last of a registry; nil for one that was never seen. Throws `IpaiError` for a file that cannot be read.
  package func head(of place: String) throws -> Head? { try all()[Self.key(place)] }

  /// Remembers the last promotion of a registry, or forgets the registry where it is nil. Throws `IpaiError(.denied)` when the file cannot
  /// be written.
  package func remember(_ head: PromotionHead?, of place: String) throws {
    var heads = (try? all()) ?? [:]
    let new = head.map { Head(number: $0.number, digest: $0.digest) }
    let key = Self.key(place)
    guard heads[key] != new else { return }
    heads[key] = new
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    try FileReplacement.write(try encoder.encode(heads), to: path, permissions: 0o600)
  }

  /// A place without the user in it: what one has seen is known to all.
  package static func key(_ place: String) -> String {
    guard let scheme = place.range(of: "://"), let at = place.lastIndex(of: "@") else { return place }
    return String(place[..<scheme.upperBound] + place[place.index(after: at)...])
  }

  private func all() throws -> [String: Head] {
    guard let content = try SmallFile.read(path, maxBytes: Self.maxBytes) else { return [:] }
    do { return try JSONDecoder().decode([String: Head].self, from: Data(content)) } catch {
      throw IpaiError(.configuration, "\(path) cannot be read", hint: "remove it", cause: error)
    }
  }
}
