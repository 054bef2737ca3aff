/// Ranks the turns of conversations by words and by meaning.
///
/// A turn alone often lacks what it is about, which stands in the turns around it, so each gets a share of what its neighbours
/// score: that does for words what a second index of turns with their neighbours does, and nothing has to be indexed again
/// when a turn is added. Scores are mixed and not ranks: by words, a turn scores its part of what the question could give;
/// by meaning, the similarity. Words and vectors that match badly then weigh little by themselves.
///
/// All numbers were chosen on the development split of `Tests/Benchmarks/conversations`. nDCG@10 on the test split is .34 for
/// BM25, .36 for the vectors without names, .29 for rank fusion of both, and .55 with this. The optimum is flat: none of the
/// numbers has to be exact.
struct TurnRanking: DocumentRanking {
  private let words: TermScores
  private let similarities: [Float]?
  private let turns: TurnCollection
  private let question: TurnQuestion
  private let floor: Float
  private let mode: SearchMode
  private let isGrouped: Bool
  let sharesScale: Bool

  /// What a turn that holds all of the question's words scores for them.
  private static let wordWeight: Float = 0.9
  /// The share of the words of the turns that stand next to it, and of those one further.
  private static let nextWords: Float = 0.4
  private static let secondWords: Float = 0.2
  /// The share of the similarity of the turn before it, and of those after it and before that one.
  private static let previousMeaning: Float = 0.15
  private static let otherMeaning: Float = 0.05
  /// For the best turn of the conversation.
  private static let conversationWeight: Float = 0.1
  /// For a speaker whom the question names.
  private static let speakerWeight: Float = 0.25
  /// For a date in the month or year that the question names.
  private static let dateWeight: Float = 0.15
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
    var best = Self.speakerWeight + Self.lengthWeight + Self.dateWeight
    if mode != .vector { best += Self.wordWeight }
    if similarities != nil { best += 1 }
    return best
  }

  func ranked(_ count: Int) -> [Ranked] {
    let parts = self.parts()
    var scores = parts.sums
    if isGrouped { keepBest(&scores) }
    return TopDocuments.best(count, of: scores).map { document in
      var others: [String: Float] = [:]
      for (name, values) in parts.others where values[document] != 0 { others[name] = values[document] }
      return Ranked(
        document: document, score: scores[document], parts: wordParts(of: document), name: 0,
        meaning: parts.meaning?[document] ?? 0, similarity: similarities?[document], others: others,
        isMeaningOnly: words.scores[document] == 0)
    }
  }

  /// The parts of the scores, by document. A turn that matches neither by words nor by meaning has the sum 0.
  private struct Parts {
    var sums: [Float]
    var meaning: [Float]?
    var others: [(name: String, values: [Float])]
  }

  private func parts() -> Parts {
    let size = words.scores.count
    var own = [Float](repeating: 0, count: size)
    if mode != .vector {
      let share = Self.wordWeight / words.bestPossible
      for document in 0..<size { own[document] = words.scores[document] * share }
    }
    let around = spread(own) { Self.nextWords * ($0 + $1) + Self.secondWords * ($2 + $3) }
    let meaning = similarities.map(meaning)
    var sums = [Float](repeating: 0, count: size)
    for document in 0..<size where isFound(document, own, around) {
      sums[document] = own[document] + around[document] + (meaning?[document] ?? 0)
    }
    let others = [("around", around)] + bonuses(sums)
    for document in 0..<size where sums[document] > 0 {
      for (_, values) in others.dropFirst() { sums[document] += values[document] }
    }
    return Parts(sums: sums, meaning: meaning, others: others)
  }

  /// The similarities with the shares of the neighbours; never negative.
  private func meaning(_ similarities: [Float]) -> [Float] {
    let more = spread(similarities) { previous, next, second, _ in
      Self.previousMeaning * previous + Self.otherMeaning * (next + second)
    }
    return zip(similarities, more).map { max(0, $0 + $1) }
  }

  /// True for a turn that has one of the words, stands beside one that has, or is near enough in meaning.
  private func isFound(_ document: Int, _ own: [Float], _ around: [Float]) -> Bool {
    guard words.allowed[document] == 1 else { return false }
    return own[document] > 0 || around[document] > 0 || (similarities?[document] ?? -1) >= floor
  }

  /// What turns get beyond words and meaning, by the name of the part.
  private func bonuses(_ sums: [Float]) -> [(String, [Float])] {
    let best = bestOfConversations(sums)
    let lengthWeight = similarities == nil ? Self.lengthWeightOfWords : Self.lengthWeight
    var conversation = [Float](repeating: 0, count: sums.count)
    var length = conversation
    var speaker = conversation
    var date = conversation
    for document in sums.indices where sums[document] > 0 && document < turns.conversations.count {
      length[document] = lengthWeight * turns.substance[document]
      if question.speakers.contains(turns.speakers[document]) { speaker[document] = Self.speakerWeight }
      if !question.date.isEmpty, question.date.agrees(with: turns.months[document]) {
        date[document] = Self.dateWeight
      }
      guard turns.conversations[document] >= 0 else { continue }
      conversation[document] = Self.conversationWeight * best[Int(turns.conversations[document])]
    }
    return [("conversation", conversation), ("length", length), ("speaker_named", speaker), ("date", date)]
  }

  /// The highest score of each conversation.
  private func bestOfConversations(_ sums: [Float]) -> [Float] {
    var best = [Float](repeating: 0, count: Int(turns.conversations.max() ?? -1) + 1)
    for document in 0..<min(sums.count, turns.conversations.count) where turns.conversations[document] >= 0 {
      let conversation = Int(turns.conversations[document])
      best[conversation] = max(best[conversation], sums[document])
    }
    return best
  }

  /// By document: what `share` makes of the values of the turn before it, the one after it, and those one further.
  private func spread(_ values: [Float], _ share: (Float, Float, Float, Float) -> Float) -> [Float] {
    var result = [Float](repeating: 0, count: values.count)
    func value(_ document: Int32) -> Float {
      guard document >= 0 && document < values.count else { return 0 }
      return values[Int(document)]
    }
    for document in 0..<min(values.count, turns.next.count) {
      let previous = turns.previous[document]
      let next = turns.next[document]
      let second = previous >= 0 ? turns.previous[Int(previous)] : -1
      let secondNext = next >= 0 ? turns.next[Int(next)] : -1
      result[document] = share(value(previous), value(next), value(second), value(secondNext))
    }
    return result
  }

  private func wordParts(of document: Int) -> [SIMD8<Float>] {
    guard mode != .vector else { return [] }
    let share = Self.wordWeight / words.bestPossible
    return words.parts(of: document).map { $0 * share }
  }

  /// Leaves of each conversation only the score of its best turn; among equal ones, the first.
  private func keepBest(_ scores: inout [Float]) {
    var best = [Int](repeating: -1, count: Int(turns.conversations.max() ?? -1) + 1)
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
