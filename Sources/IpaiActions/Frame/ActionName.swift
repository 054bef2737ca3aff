/// What an action is called on each face: a noun and a verb.
package struct ActionName: Hashable, Sendable {
  /// What it is about: `commits`, or `memory context` where a noun has groups of verbs.
  package let noun: String
  /// What it does with that: `list`; empty where the noun says it all.
  package let verb: String

  /// `verb` is empty where the noun says it all.
  package init(_ noun: String, _ verb: String) {
    self.noun = noun
    self.verb = verb
  }

  /// As it is typed after `ipai`: `commits list`; `doctor` where the noun says it all.
  package var words: String { parts.joined(separator: " ") }

  /// As an identifier, for tools and operations: `commits_list`.
  package var identifier: String { words.replacing(" ", with: "_") }

  private var parts: [String] { [noun, verb].filter { !$0.isEmpty } }
}
