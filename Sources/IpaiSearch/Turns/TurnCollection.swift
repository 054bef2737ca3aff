import Foundation

/// The documents of a corpus as turns of conversations, in arrays that are indexed by document.
package struct TurnCollection: Sendable {
  /// The conversation, counted from 0; -1 for a document that does not exist.
  let conversations: [Int32]
  /// How many conversations there are.
  let conversationCount: Int
  /// The turns around it in its conversation: the one before it, the one after it, and those one further. Each is the number
  /// of the document plus 1, and 0 for none, so that values can be looked up without a question where 0 has none.
  let neighbours: [SIMD4<Int32>]
  /// The speaker, counted from 0; -1 for none.
  let speakers: [Int32]
  /// The month in which it was said, counted from January of year 0.
  let months: [Int32]
  /// How much a turn of its length says, from 0 to 1: very short ones say little.
  let substance: [Float]
  /// The speakers who have a word in their names, by this word in lower case.
  let speakersByWord: [String: Set<Int32>]

  /// Words in names that are no names.
  private static let joints: Set<String> = ["and", "the", "of", "de", "van", "von"]
  /// A turn of as many words says as much as any.
  private static let wholeTurn: Float = 30
  /// How many characters an English word has, with the space after it.
  private static let charactersPerWord: Float = 5.5

  /// `turns` stand conversation by conversation, and in order within each.
  init(_ turns: [Turn]) {
    let size = (turns.map(\.document).max() ?? -1) + 1
    var conversations = [Int32](repeating: -1, count: size)
    var neighbours = [SIMD4<Int32>](repeating: .zero, count: size)
    var speakers = conversations
    var months = [Int32](repeating: 0, count: size)
    var substance = [Float](repeating: 0, count: size)
    var numbers: [String: Int32] = [:]
    var conversation: Int32 = -1
    var before: Turn?
    for turn in turns {
      if let before, before.conversation == turn.conversation {
        neighbours[turn.document][0] = Int32(before.document + 1)
        neighbours[before.document][1] = Int32(turn.document + 1)
      } else {
        conversation += 1
      }
      conversations[turn.document] = conversation
      months[turn.document] = MonthText.month(ofSeconds: turn.seconds)
      substance[turn.document] = Self.substance(ofLength: turn.length)
      if let name = turn.speaker {
        speakers[turn.document] = numbers[name, default: Int32(numbers.count)]
        numbers[name] = speakers[turn.document]
      }
      before = turn
    }
    self.conversations = conversations
    conversationCount = Int(conversation) + 1
    self.neighbours = Self.withSecond(neighbours)
    self.speakers = speakers
    self.months = months
    self.substance = substance
    speakersByWord = Self.speakersByWord(numbers)
  }

  /// The neighbours with the neighbours of these, which are one further.
  private static func withSecond(_ neighbours: [SIMD4<Int32>]) -> [SIMD4<Int32>] {
    var result = neighbours
    for (document, next) in neighbours.enumerated() {
      if next[0] > 0 { result[document][2] = neighbours[Int(next[0]) - 1][0] }
      if next[1] > 0 { result[document][3] = neighbours[Int(next[1]) - 1][1] }
    }
    return result
  }

  private static func substance(ofLength length: Int) -> Float {
    min(1, log(1 + Float(length) / charactersPerWord) / log(1 + wholeTurn))
  }

  private static func speakersByWord(_ numbers: [String: Int32]) -> [String: Set<Int32>] {
    var speakers: [String: Set<Int32>] = [:]
    for (name, number) in numbers {
      let words = name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
      for word in words where word.count > 1 && !joints.contains(word) { speakers[word, default: []].insert(number) }
    }
    return speakers
  }
}
