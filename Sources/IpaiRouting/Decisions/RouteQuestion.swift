package import Foundation

/// A request that is to be routed: what is asked, in which context, and what it needs.
package struct RouteQuestion: Sendable {
  /// Something that is known about the request, such as the project that it comes from.
  package struct ContextEntry: Sendable, Equatable {
    /// The key; those of nested objects are joined by points.
    package let key: String
    /// The value as text.
    package let value: String

    /// An entry.
    package init(_ key: String, _ value: String) {
      self.key = key
      self.value = value
    }
  }

  /// What is asked, in plain words; empty where only a tool is called.
  package let query: WordText
  /// What is known about the request.
  package var context: [ContextEntry]
  /// The server or alias that the caller names; nil to have it chosen.
  package var target: String?
  /// The tool that is to be called; nil for a question.
  package var tool: String?
  /// What the call does; nil when that is not known.
  package var effect: CallEffect?
  /// The time, which rules may ask for.
  package var time: Date

  /// A question.
  package init(
    _ query: String, context: [ContextEntry] = [], target: String? = nil, tool: String? = nil,
    effect: CallEffect? = nil, at time: Date
  ) {
    self.query = WordText(query)
    self.context = context
    self.target = target
    self.tool = tool
    self.effect = effect
    self.time = time
  }

  /// The values of a context key.
  func values(of key: String) -> [String] { context.filter { $0.key == key }.map(\.value) }
}
