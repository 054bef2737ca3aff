/// A question about conversations, with the speakers that it names.
///
/// A name draws the embedding of a question to greetings ("Hi, Ann!") and away from what is asked, and in an index of words it
/// finds those who talk to a person instead of the person. So names select speakers, and the embedding is that of the question
/// as the person would put it.
struct TurnQuestion {
  /// The query without the names, unless it holds nothing else.
  let words: Query
  /// The text whose meaning is searched for: "I" and "my" in place of names.
  let text: String
  /// The speakers that are named.
  let speakers: Set<Int32>
  /// The month and the year that are named.
  let date: MonthText

  /// What a query asks about turns.
  init(_ query: Query, _ turns: TurnCollection) {
    var speakers: Set<Int32> = []
    var names: Set<String> = []
    for word in query.text.split(whereSeparator: Self.isNoLetter) {
      guard let found = turns.speakersByWord[word.lowercased()], Self.mayBeName(word) else { continue }
      speakers.formUnion(found)
      names.insert(word.lowercased())
    }
    var words = query
    words.terms.removeAll { names.contains($0.word.lowercased()) }
    if words.isEmpty { words = query }
    self.words = words
    self.speakers = speakers
    text = names.isEmpty ? query.text : Self.inFirstPerson(query.text, names)
    date = MonthText(query.text)
  }

  /// "Will" at the start of a question is rarely a name.
  private static func mayBeName(_ word: Substring) -> Bool {
    !StopWords.contains(word) && MonthText(String(word)).isEmpty
  }

  private static func isNoLetter(_ character: Character) -> Bool { !character.isLetter && !character.isNumber }

  private static func inFirstPerson(_ text: String, _ names: Set<String>) -> String {
    var result: [String] = []
    for part in text.split(whereSeparator: \.isWhitespace) {
      let word = part.prefix { !isNoLetter($0) }
      guard names.contains(word.lowercased()) else {
        result.append(String(part))
        continue
      }
      let rest = part.dropFirst(word.count)
      let isPossessive = rest.hasPrefix("'s") || rest.hasPrefix("\u{2019}s")
      let pronoun = isPossessive ? "my" + rest.dropFirst(2) : "I" + rest
      // "Ann Smith" is one person.
      if result.last == "I" && pronoun.hasPrefix("I") { result.removeLast() }
      result.append(pronoun)
    }
    return result.joined(separator: " ")
  }
}
