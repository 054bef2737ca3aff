import IpaiDatabase

/// What the words of a query give to documents that are parts of wholes, seen in several ways: BM25F each, as a share of what the
/// query could give, from 0 to 1.
struct WordViews {
  /// By document: its own fields, as `TermScores` has them.
  let own: [Float]
  /// By document: its name within the whole, such as a heading.
  private(set) var partName: [Float]
  /// By whole: all of its fields.
  private(set) var whole: [Float]
  /// By whole: its name and the names of all of its parts.
  private(set) var wholeNames: [Float]

  private let model: BM25F
  private let columns: (whole: Int, part: Int)

  /// The views of the documents that `words` scored.
  init(_ words: TermScores, _ wholes: WholeDocuments, nameColumns columns: (whole: Int, part: Int)) {
    model = words.model
    self.columns = columns
    let best = words.bestPossible
    own = words.scores.map { $0 / best }
    partName = [Float](repeating: 0, count: own.count)
    whole = [Float](repeating: 0, count: wholes.groups.count)
    wholeNames = whole
    var rarity: Float = 0
    for (postings, weight) in zip(words.postings, words.inverseDocumentFrequencies) {
      addPartNames(postings, weight / best, words.collection)
      rarity += addWholes(postings, wholes)
    }
    guard rarity > 0 else { return }
    let most = rarity * (model.k1 + 1)
    for index in whole.indices {
      whole[index] /= most
      wholeNames[index] /= most
    }
  }

  private mutating func addPartNames(
    _ postings: [TermPostings.Posting], _ weight: Float, _ collection: CollectionStatistics
  ) {
    let column = columns.part
    let share = 1 / model.weights[column]
    for posting in postings where posting.frequencies[column] > 0 {
      let document = Int(posting.document)
      let frequency = Float(posting.frequencies[column]) * collection.normalizations[document][column] * share
      partName[document] += weight * model.saturated(frequency)
    }
  }

  /// Adds what a term gives to wholes, and returns its inverse document frequency among them.
  private mutating func addWholes(_ postings: [TermPostings.Posting], _ wholes: WholeDocuments) -> Float {
    var found: [(whole: Int, frequencies: SIMD8<Float>)] = []
    for posting in postings {
      guard let whole = wholes.groups.whole(of: Int(posting.document)) else { continue }
      let frequencies = SIMD8<Float>(posting.frequencies)
      if let last = found.last, last.whole == whole {
        found[found.count - 1].frequencies += frequencies
        // All parts have the name of the whole.
        found[found.count - 1].frequencies[columns.whole] = frequencies[columns.whole]
      } else {
        found.append((whole, frequencies))
      }
    }
    let weight = model.inverseDocumentFrequency(matching: found.count, of: wholes.count)
    for (place, frequencies) in found {
      let counted = frequencies * wholes.normalizations[place]
      whole[place] += weight * model.saturated(counted.sum())
      wholeNames[place] += weight * model.saturated(counted[columns.whole] + counted[columns.part])
    }
    return weight
  }
}
