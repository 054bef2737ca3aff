/// Ranks the turns of conversations by words and by meaning.
///
/// A turn alone often lacks what it is about, which stands in the turns around it, so each gets a share of what its neighbours
/// score: that does for words what a second index of turns with their neighbours does, and nothing has to be indexed again
/// when a turn is added. Scores are mixed and not ranks: by words, a turn scores its part of what the question could give;
/// by meaning, the similarity. Words and vectors that match badly then weigh little by themselves.
///
/// All numbers were chosen on the development split of `Tests/Benchmarks/conversations`; its README has the figures of both
/// splits, beside those of plain BM25. The optimum is flat: none of the numbers has to be exact.
struct TurnRanking: DocumentRanking {
  private let words: TermScores
  private let similarities: [Float]?
  private let turns: TurnCollection
  private let question: TurnQuestion
  private let floor: Float
  private let mode: SearchMode
  private let isGrouped: Bool
  let sharesScale: Bool

  /// For the length, with vectors and without.
  private static let lengthWeight: Float = 0.2
  private static let lengthWeightOfWords: Float = 0.05

  /// `similarities` are by document, nil when only words count; `floor` is the least similarity of a turn with none of the
  /// words. `isGrouped` leaves of each conversation only the best turn.
  init(
    words: TermScores, similarities: [Float]?, turns: TurnCollection, question: TurnQuestion, floor: Float,
    mode: SearchMode, isGrouped: Bool, sharesScale: Bool
  ) {
    self.words = words
    self.similarities = similarities
    self.turns = turns
    self.question = question
    self.floor = floor
    self.mode = mode
    self.isGrouped = isGrouped
    self.sharesScale = sharesScale
  }

  var bestPossible: Float {
    var best = TurnBonuses.speakerWeight + Self.lengthWeight + TurnBonuses.dateWeight
    if mode != .vector { best += TurnValues.wordWeight }
    if similarities != nil { best += 1 }
    return best
  }

  func ranked(_ count: Int) -> [Ranked] {
    let named = NamedSpeakers(question.speakers)
    let values = TurnValues(words, share: wordShare, similarities, floor: floor, turns, named)
    let lengthWeight = similarities == nil ? Self.lengthWeightOfWords : Self.lengthWeight
    let bonuses = TurnBonuses(
      turns, question, named, best: values.bestOfConversations, lengthWeight: lengthWeight)
    var scores = values.sums
    for document in scores.indices where scores[document] > 0 {
      let parts = bonuses.parts(of: document)
      scores[document] = scores[document] + parts.conversation + parts.length + parts.speaker + parts.date
    }
    if isGrouped { keepBest(&scores) }
    return TopDocuments.best(count, of: scores).map { document in
      Ranked(
        document: document, score: scores[document], parts: wordParts(of: document), name: 0,
        meaning: values.meaning(document), similarity: similarities?[document],
        others: others(values.around(document), bonuses.parts(of: document)),
        isMeaningOnly: similarities != nil && words.scores[document] == 0)
    }
  }

  /// What the score of words is multiplied by.
  private var wordShare: Float {
    if mode == .vector { return 0 }
    return TurnValues.wordWeight / words.bestPossible
  }

  private func others(_ around: Float, _ bonuses: TurnBonuses.Parts) -> [String: Float] {
    let parts = [
      "around": around, "conversation": bonuses.conversation, "length": bonuses.length,
      "speaker_named": bonuses.speaker, "date": bonuses.date,
    ]
    return parts.filter { $0.value != 0 }
  }

  private func wordParts(of document: Int) -> [SIMD8<Float>] {
    guard mode != .vector else { return [] }
    return words.parts(of: document).map { $0 * wordShare }
  }

  /// Leaves of each conversation only the score of its best turn; among equal ones, the first.
  private func keepBest(_ scores: inout [Float]) {
    var best = [Int](repeating: -1, count: turns.conversationCount)
    for document in 0..<min(scores.count, turns.conversations.count)
    where scores[document] > 0 && turns.conversations[document] >= 0 {
      let conversation = Int(turns.conversations[document])
      let known = best[conversation]
      if known >= 0, scores[document] <= scores[known] {
        scores[document] = 0
        continue
      }
      if known >= 0 { scores[known] = 0 }
      best[conversation] = document
    }
  }
}
