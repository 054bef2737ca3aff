/// Ranks documents that are parts of wholes, such as passages of files, by words and by meaning.
///
/// A passage is judged by itself and by what it stands in: a page that is about the question throughout, or whose name says so, has
/// the answer more likely than one that mentions it in passing. Each part of the score is a share of what the question could give, or
/// a similarity, so that they can be added as they are, and a query that matches badly by words is decided by meaning.
///
/// The weights were chosen on the development splits of four trees of documentation (links between sections) and of six trees of
/// source code (comments and the definitions that they describe); `Tests/Benchmarks/README.md` has the figures of both splits. The
/// optimum is flat.
struct GroupRanking: DocumentRanking {
  /// What each part of the score counts.
  private struct Weights {
    var whole: Float = 0.4
    var partName: Float = 0.5
    var wholeNames: Float = 0.5
    /// Of the whole, and of its parts.
    var titles = SIMD2<Float>(0.15, 0.1)
    var meaning: Float = 0.8
    var wholeMeaning: Float = 0.5

    /// All that the best document could have.
    var sum: Float { 1 + whole + partName + wholeNames + titles.sum() + meaning + wholeMeaning }

    /// Without vectors, names say more.
    static let ofWords = Weights(
      partName: 1, wholeNames: 0.8, titles: SIMD2(0.3, 0.2), meaning: 0, wholeMeaning: 0)
    /// Without words.
    static let ofMeaning = Weights(whole: 0, partName: 0, wholeNames: 0, titles: .zero)
  }

  private let words: TermScores
  private let views: WordViews
  private let coverage: TitleCoverage
  private let wholes: WholeDocuments
  /// By document; nil when only words count.
  private let similarities: [Float]?
  /// By whole: the mean similarity of its parts.
  private let meanSimilarities: [Float]
  private let floor: Float
  private let mode: SearchMode
  private let isGrouped: Bool
  private let weights: Weights
  let sharesScale: Bool

  /// How many further parts of a whole are named with the best.
  private static let mostFurther = 4
  /// The share of the score of the best part that a further one has at least.
  private static let furtherShare: Float = 0.6

  /// `similarities` are by document, nil when only words count; `floor` is the least similarity of a document with none of the
  /// words. `isGrouped` leaves of each whole only the best part.
  init(
    words: TermScores, similarities: [Float]?, wholes: WholeDocuments, nameColumns: (whole: Int, part: Int),
    floor: Float, mode: SearchMode, isGrouped: Bool, sharesScale: Bool
  ) {
    self.words = words
    self.similarities = mode == .lexical ? nil : similarities
    self.wholes = wholes
    self.floor = floor
    self.mode = mode
    self.isGrouped = isGrouped
    self.sharesScale = sharesScale
    views = WordViews(words, wholes, nameColumns: nameColumns)
    coverage = TitleCoverage(words, wholes, nameColumns: nameColumns)
    meanSimilarities = Self.means(self.similarities, wholes, words.allowed)
    if mode == .vector {
      weights = .ofMeaning
    } else {
      weights = self.similarities == nil ? .ofWords : Weights()
    }
  }

  private static func means(
    _ similarities: [Float]?, _ wholes: WholeDocuments, _ allowed: [UInt8]
  ) -> [Float] {
    guard let similarities else { return [] }
    var sums = [Float](repeating: 0, count: wholes.groups.count)
    var counts = sums
    // What was not compared says nothing of its whole.
    for document in similarities.indices where allowed[document] == 1 && similarities[document] != 0 {
      guard let whole = wholes.groups.whole(of: document) else { continue }
      sums[whole] += similarities[document]
      counts[whole] += 1
    }
    return zip(sums, counts).map { $1 > 0 ? max(0, $0 / $1) : 0 }
  }

  var bestPossible: Float {
    if mode == .vector { return weights.meaning + weights.wholeMeaning }
    return weights.sum
  }

  // MARK: Scores

  /// The parts of a document's score.
  private struct Parts {
    var own: Float = 0
    var partName: Float = 0
    var whole: Float = 0
    var wholeNames: Float = 0
    var titles: Float = 0
    var meaning: Float = 0
    var wholeMeaning: Float = 0

    var sum: Float { own + partName + whole + wholeNames + titles + meaning + wholeMeaning }
  }

  /// nil for a document that may not be found, or matches neither by words nor by meaning.
  private func parts(of document: Int) -> Parts? {
    guard words.allowed[document] == 1 else { return nil }
    var parts = Parts()
    let similarity = similarities?[document]
    guard mode != .vector && views.own[document] > 0 || similarity ?? -1 >= floor else { return nil }
    if mode != .vector {
      parts.own = views.own[document]
      parts.partName = weights.partName * views.partName[document]
    }
    parts.meaning = weights.meaning * max(0, similarity ?? 0)
    guard let whole = wholes.groups.whole(of: document) else { return parts }
    parts.whole = weights.whole * views.whole[whole]
    parts.wholeNames = weights.wholeNames * views.wholeNames[whole]
    parts.titles = (weights.titles * coverage.shares[whole]).sum()
    if similarities != nil { parts.wholeMeaning = weights.wholeMeaning * meanSimilarities[whole] }
    return parts
  }

  func ranked(_ count: Int) -> [Ranked] {
    var scores = [Float](repeating: 0, count: words.scores.count)
    for document in scores.indices {
      guard let parts = parts(of: document) else { continue }
      scores[document] = max(.leastNormalMagnitude, parts.sum)
    }
    var further: [Int: [Int]] = [:]
    if isGrouped { further = keepBest(&scores, count) }
    return TopDocuments.best(count, of: scores).map { document in
      let parts = parts(of: document) ?? Parts()
      return Ranked(
        document: document, score: scores[document], parts: wordParts(of: document), name: 0,
        meaning: parts.meaning + parts.wholeMeaning, similarity: similarities?[document], others: others(parts),
        isMeaningOnly: similarities != nil && views.own[document] == 0, further: further[document] ?? [])
    }
  }

  private func others(_ parts: Parts) -> [String: Float] {
    ["name": parts.partName, "file": parts.whole, "file_names": parts.wholeNames, "titles": parts.titles]
      .filter { $0.value != 0 }
  }

  private func wordParts(of document: Int) -> [SIMD8<Float>] {
    guard mode != .vector else { return [] }
    let best = words.bestPossible
    return words.parts(of: document).map { $0 / best }
  }

  /// Leaves of each whole only the score of its best part, and returns by the number of the best part what else of the whole matches
  /// nearly as well, for the best `count` wholes.
  private func keepBest(_ scores: inout [Float], _ count: Int) -> [Int: [Int]] {
    var best = [Int](repeating: -1, count: wholes.groups.count)
    let all = scores
    for document in scores.indices where scores[document] > 0 {
      guard let whole = wholes.groups.whole(of: document), !wholes.groups.areAlone[document] else { continue }
      let known = best[whole]
      if known >= 0, scores[document] <= scores[known] {
        scores[document] = 0
        continue
      }
      if known >= 0 { scores[known] = 0 }
      best[whole] = document
    }
    var further: [Int: [Int]] = [:]
    for document in TopDocuments.best(count, of: scores) { further[document] = others(besides: document, all) }
    return further
  }

  /// The other parts of a document's whole that match nearly as well, best first.
  private func others(besides document: Int, _ scores: [Float]) -> [Int] {
    guard let whole = wholes.groups.whole(of: document), !wholes.groups.areAlone[document] else { return [] }
    var parts: [Int] = []
    // The parts of a whole follow each other.
    for step in [-1, 1] {
      var other = document + step
      while scores.indices.contains(other), wholes.groups.whole(of: other) == whole {
        if scores[other] >= Self.furtherShare * scores[document] { parts.append(other) }
        other += step
      }
    }
    return Array(parts.sorted { (scores[$1], $0) < (scores[$0], $1) }.prefix(Self.mostFurther))
  }
}
