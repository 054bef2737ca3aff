import Testing

@testable import IpaiSearch

@Suite struct TurnQuestionTests {
  private let turns: TurnCollection

  init() {
    let speakers = ["Ann Smith", "Bob", "Will", nil]
    turns = TurnCollection(
      speakers.enumerated().map { place, speaker in
        Turn(document: place + 1, conversation: 7, speaker: speaker, seconds: 1_715_000_000, length: 100)
      })
  }

  private func question(_ text: String) throws -> TurnQuestion {
    TurnQuestion(QueryParser.words(of: text, with: try TextAnalyzer()), turns)
  }

  @Test(arguments: [
    ("What did Ann say about her dog?", "What did I say about her dog?"),
    ("Where is Bob's car?", "Where is my car?"), ("when did Ann Smith leave", "when did I leave"),
    ("Will it rain?", "Will it rain?"), ("what about the pool", "what about the pool"), ("Bob", "I"),
  ])
  func namesAreThoseOfWhoeverAsks(text: String, expected: String) throws {
    #expect(try question(text).text == expected)
  }

  @Test func namesSelectSpeakersAndAreNoWords() throws {
    let asked = try question("Did Bob tell Ann of the walrus?")
    #expect(asked.speakers.count == 2)
    #expect(asked.words.terms.map(\.word) == ["tell", "walrus"])
    // A name alone is all there is to look for.
    #expect(try question("Bob").words.terms.map(\.word) == ["Bob"])
    #expect(try question("the walrus").speakers.isEmpty)
  }

  @Test(arguments: [
    ("in May 2024", 5, 2024), ("may I ask", nil, nil), ("last October", 10, nil), ("the March of time", nil, nil),
    ("on 3 March", 3, nil), ("what happened in 2023?", nil, 2023), ("12345 and 1", nil, nil),
  ])
  func monthsAndYearsAreRead(text: String, month: Int32?, year: Int32?) {
    let date = MonthText(text)
    #expect(date.month == month && date.year == year)
  }

  @Test func aMonthAgreesWithItsDays() {
    let month = MonthText.month(ofSeconds: 1_715_000_000)  // 2024-05-06
    #expect(MonthText("in May 2024").agrees(with: month) && MonthText("2024").agrees(with: month))
    #expect(!MonthText("in June 2024").agrees(with: month) && !MonthText("in May 2023").agrees(with: month))
    #expect(MonthText.month(ofSeconds: -1) == 1969 * 12 + 11)
  }

  @Test func turnsKnowTheirNeighbours() {
    let turns = TurnCollection([
      Turn(document: 3, conversation: 1, speaker: nil, seconds: 0, length: 1),
      Turn(document: 1, conversation: 1, speaker: nil, seconds: 0, length: 1),
      Turn(document: 4, conversation: 1, speaker: nil, seconds: 0, length: 1),
      Turn(document: 5, conversation: 2, speaker: nil, seconds: 0, length: 1),
      Turn(document: 2, conversation: 2, speaker: nil, seconds: 0, length: 1),
    ])
    #expect(turns.conversations == [-1, 0, 1, 0, 0, 1])
    #expect(turns.conversationCount == 2)
    // Before, after, and those one further, counted from 1.
    let neighbours: [SIMD4<Int32>] = [
      [0, 0, 0, 0], [4, 5, 0, 0], [6, 0, 0, 0], [0, 2, 0, 5], [2, 0, 4, 0], [0, 3, 0, 0],
    ]
    #expect(turns.neighbours == neighbours)
  }
}
