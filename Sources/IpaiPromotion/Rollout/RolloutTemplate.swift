import Foundation
package import IpaiCore

/// A text in which words in double braces stand for what happened, each as a JSON value: a text with its quotes, a number, a list or an object.
package struct RolloutTemplate: Equatable, Sendable {
  private let text: String

  /// The words that a template may have.
  package static let words = [
    "event", "key", "number", "digest", "registry", "by", "at", "reason", "run", "repository", "commit", "skills",
    "text",
  ]

  /// A template from its text. Throws `IpaiError(.configuration)` for a word that stands for nothing.
  package init(_ text: String) throws(IpaiError) {
    for word in Self.placeholders(text) where !Self.words.contains(word.trimmingCharacters(in: .whitespaces)) {
      throw IpaiError(
        .configuration, "the template has '{{\(word.prefix(40))}}', which stands for nothing",
        hint: "it may have: \(Self.words.map { "{{\($0)}}" }.joined(separator: ", "))")
    }
    self.text = text
  }

  private static func placeholders(_ text: String) -> [Substring] {
    text.split(separator: "{{", omittingEmptySubsequences: false).dropFirst().map { part in
      part.range(of: "}}").map { part[..<$0.lowerBound] } ?? part
    }
  }

  /// The text with what happened in place of the words. Words within what is filled in are not looked at again.
  func filled(_ event: RolloutEvent, _ statement: PromotionStatement) throws -> String {
    let values = try values(event, statement)
    var parts = text.components(separatedBy: "{{")[...]
    var filled = parts.removeFirst()
    for part in parts {
      guard let end = part.range(of: "}}") else {
        filled += "{{" + part
        continue
      }
      let word = part[..<end.lowerBound].trimmingCharacters(in: .whitespaces)
      filled += (values[word] ?? "null") + part[end.upperBound...]
    }
    return filled
  }

  private func values(_ event: RolloutEvent, _ statement: PromotionStatement) throws -> [String: String] {
    let promotion = event.promotion
    let skills = statement.steps.map { "\($0.name) \($0.version) (\($0.action.rawValue))" }.joined(separator: ", ")
    let summary = "\(promotion.by) promoted to \(promotion.registry): \(skills)"
    return [
      "event": try event.json(), "key": try json(event.idempotencyKey), "number": try json(promotion.number),
      "digest": try json(promotion.digest), "registry": try json(promotion.registry), "by": try json(promotion.by),
      "at": try json(promotion.at), "reason": try json(promotion.reason), "run": try json(promotion.run),
      "repository": try json(promotion.repository), "commit": try json(promotion.commit),
      "skills": try json(event.skills), "text": try json(summary),
    ]
  }

  private func json(_ value: (some Encodable)?) throws -> String {
    guard let value else { return "null" }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}
