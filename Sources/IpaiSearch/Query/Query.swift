/// A query as it is looked up: the terms that give a score, and the phrases that a result must or must not hold.
package struct Query: Sendable, Equatable {
  /// A term in its indexed form and the word it was made from.
  package struct Term: Sendable, Hashable {
    /// The indexed form.
    package let text: String
    /// As it was typed.
    package let word: String
  }

  /// Stems that must stand together and in their order within one field.
  package struct Phrase: Sendable, Hashable {
    /// One or more, in their order.
    package let stems: [String]
    /// True for a single word or identifier, which may stand in any field; the diff has no order that means something.
    package let isAnywhere: Bool

    package init(stems: [String], isAnywhere: Bool) {
      self.stems = stems
      self.isAnywhere = isAnywhere
    }
  }

  /// What gives a score, each term once, at most `maxTerms`.
  package internal(set) var terms: [Term] = []
  /// What a result must hold.
  package internal(set) var required: [Phrase] = []
  /// What a result must not hold.
  package internal(set) var excluded: [Phrase] = []
  /// What was typed, without what it excludes: the text whose meaning is searched for.
  package internal(set) var text = ""
  /// True when the query had more words than are looked up.
  package internal(set) var isCut = false
  /// Why quotes and dashes in it have no meaning; nil when they have one or there are none.
  package internal(set) var operatorsIgnored: IgnoredOperators?

  /// The most terms that are looked up; the cost of a search grows with them.
  package static let maxTerms = 256

  /// True when phrases are required or excluded.
  package var hasOperators: Bool { !required.isEmpty || !excluded.isEmpty }
  /// True when there is nothing to look for.
  package var isEmpty: Bool { terms.isEmpty && required.isEmpty }
}
