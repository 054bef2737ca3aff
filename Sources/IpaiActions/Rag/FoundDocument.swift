import IpaiCommits
import IpaiCore
import IpaiCorpora
import IpaiMemory
import IpaiSkills
package import IpaiSearch

/// A document that a search found. Each kind of document is a case, and its JSON has a key for the id that no other kind
/// has.
package enum FoundDocument: Codable, Sendable, Equatable {
  /// A commit.
  case commit(FoundCommit)
  /// A message of a conversation.
  case message(FoundMessage)
  /// A skill.
  case skill(FoundSkill)
  /// A passage of a document.
  case passage(FoundPassage)

  /// The document of a hit. Throws `IpaiError(.internal)` for a kind that has no case.
  package init(_ hit: SearchHit, explains: Bool) throws {
    switch hit.payload {
    case let commit as StoredCommit: self = .commit(FoundCommit(hit, commit, explains: explains))
    case let message as MessageHit: self = .message(FoundMessage(hit, message, explains: explains))
    case let skill as StoredSkill: self = .skill(FoundSkill(hit, skill, explains: explains))
    case let passage as PassageHit: self = .passage(FoundPassage(hit, passage, explains: explains))
    default: throw IpaiError(.internal, "hits of the corpus \(hit.corpus) cannot be shown")
    }
  }

  /// Reads the JSON of any kind.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Discriminator.self)
    if container.contains(.message) {
      self = .message(try FoundMessage(from: decoder))
    } else if container.contains(.skill) {
      self = .skill(try FoundSkill(from: decoder))
    } else if container.contains(.startLine) {
      self = .passage(try FoundPassage(from: decoder))
    } else {
      self = .commit(try FoundCommit(from: decoder))
    }
  }

  private enum Discriminator: String, CodingKey {
    case message, skill
    case startLine = "start_line"
  }

  /// Writes the JSON of the document itself, without the case.
  package func encode(to encoder: any Encoder) throws {
    switch self {
    case .commit(let commit): try commit.encode(to: encoder)
    case .message(let message): try message.encode(to: encoder)
    case .skill(let skill): try skill.encode(to: encoder)
    case .passage(let passage): try passage.encode(to: encoder)
    }
  }
}

extension FoundDocument: ShapedValue {
  package static var shape: Shape {
    let kinds: [any Decodable.Type] = [FoundCommit.self, FoundMessage.self, FoundSkill.self, FoundPassage.self]
    return .oneOf(kinds.compactMap { try? ShapeReader.shape(of: $0) })
  }
  package static var sample: FoundDocument {
    get throws { .commit(try ShapeReader.read(FoundCommit.self).sample) }
  }
}
