import Crypto
import Foundation
package import IpaiCore

/// All that a promotion says: what it did, where that came from, and who did it. Its text is what is signed and stored.
package struct PromotionStatement: Codable, Equatable, Sendable {
  /// What tells the texts of statements from others.
  package static let type = "ipai-promotion/1"

  /// `type`.
  package var type = PromotionStatement.type
  /// Its number in the registry, from 1 on.
  package var number: Int
  /// The digest of the statement before; nil for the first.
  package var previous: String?
  /// Where it comes from; nil for a rollback.
  package var origin: PromotionOrigin?
  /// What it does, by the names of the skills.
  package var steps: [PromotionStep]
  /// Why; nil where nobody said.
  package var reason: String?
  /// Who promoted.
  package var promotedBy: String
  /// When.
  package var promotedAt: Timestamp
  /// The address of the run that did it; nil outside of CI.
  package var run: String?
  /// The name under which it is signed; nil when it is not signed.
  package var signer: String?
  /// The version of ipai.
  package var ipai: String

  private enum CodingKeys: String, CodingKey {
    case type, number, previous, origin, steps, reason
    case promotedBy = "promoted_by"
    case promotedAt = "promoted_at"
    case run, signer, ipai
  }

  /// A statement with its parts.
  package init(
    number: Int, previous: String?, origin: PromotionOrigin?, steps: [PromotionStep], reason: String?,
    promotedBy: String, promotedAt: Timestamp, run: String?, signer: String?, ipai: String
  ) {
    self.number = number
    self.previous = previous
    self.origin = origin
    self.steps = steps
    self.reason = reason
    self.promotedBy = promotedBy
    self.promotedAt = promotedAt
    self.run = run
    self.signer = signer
    self.ipai = ipai
  }

  /// The canonical text: JSON without spaces, its members in order, as RFC 8785 has it for what stands in a statement.
  package func text() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  /// Reads a text. Throws `IpaiError(.conflict)` for one that is no statement.
  package init(reading text: String) throws {
    do {
      self = try JSONDecoder().decode(PromotionStatement.self, from: Data(text.utf8))
    } catch {
      throw IpaiError(.conflict, "the statement of a promotion cannot be read", cause: error)
    }
    guard type == Self.type else {
      throw IpaiError(
        .conflict, "the statement of a promotion has the type '\(type.prefix(80))', which this ipai does not know",
        hint: "update ipai")
    }
  }

  /// The digest of a statement's text: `sha256:` and 64 hexadecimal digits.
  package static func digest(of text: String) -> String {
    "sha256:" + Array(SHA256.hash(data: Data(text.utf8))).hexadecimal
  }
}
