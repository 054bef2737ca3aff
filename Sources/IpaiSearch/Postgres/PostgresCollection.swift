import IpaiDatabase

/// The documents of a corpus in PostgreSQL that are searched, numbered from 0 in the order of their segments, as ranking wants it.
struct PostgresCollection: Sendable {
  /// The version of the corpus.
  let version: Int64
  /// By document: its number in the database; 0 for none.
  let numbers: [Int64]
  /// What ranking has to know of them.
  let statistics: CollectionStatistics
  /// The documents as turns of conversations; nil where they are none.
  let turns: TurnCollection?
  private let documents: [Int64: Int]
  /// By segment: the first of its documents.
  private let starts: [Int64: Int]

  /// Those documents of the segments that are among `members`; `turns` and `parts` have numbers of the database.
  init(
    version: Int64, _ segments: [SegmentStore.Segment], members: Set<Int64>, turns: [Turn]?,
    parts: [DocumentGroups.Part]?, layout: CorpusLayout
  ) {
    self.version = version
    var numbers: [Int64] = []
    var starts: [Int64: Int] = [:]
    var documents: [Int64: Int] = [:]
    var lengths: [(document: Int, lengths: SIMD8<UInt32>)] = []
    for segment in segments {
      starts[segment.id] = numbers.count
      for (place, number) in segment.documents.enumerated() where members.contains(number) {
        let document = numbers.count + place
        documents[number] = document
        var counts = SIMD8<UInt32>.zero
        for (field, count) in segment.lengths[place].prefix(8).enumerated() { counts[field] = UInt32(count) }
        lengths.append((document, counts))
      }
      numbers += segment.documents
    }
    self.numbers = numbers
    self.starts = starts
    self.documents = documents
    self.turns = turns.map { turns in
      TurnCollection(
        turns.compactMap { turn in
          documents[Int64(turn.document)].map { turn.at($0) }
        })
    }
    var wholes: WholeDocuments?
    if let parts, let table = layout.groups {
      let placed = parts.compactMap { part in
        documents[Int64(part.document)].map { place in
          DocumentGroups.Part(document: place, whole: part.whole, isAlone: part.isAlone, isTitled: part.isTitled)
        }
      }
      let groups = DocumentGroups(placed.sorted { $0.document < $1.document })
      wholes = WholeDocuments(groups, lengths, nameColumns: table.nameColumns, model: layout.model)
    }
    statistics = CollectionStatistics(lengths, model: layout.model, wholes: wholes)
  }

  /// The document with a number of the database; nil when it is not among them.
  func document(_ number: Int64) -> Int? { documents[number] }

  /// By document: the values that documents have by their numbers in the database, and 0 for all others.
  func placed(_ values: [Int64: Float]) -> [Float] {
    var placed = [Float](repeating: 0, count: statistics.members.count)
    for (number, value) in values {
      if let document = documents[number] { placed[document] = value }
    }
    return placed
  }

  /// By document: 1 for those with one of these numbers.
  func marked(_ numbers: Set<Int64>) -> [UInt8] {
    var marks = [UInt8](repeating: 0, count: statistics.members.count)
    for number in numbers {
      if let document = documents[number] { marks[document] = 1 }
    }
    return marks
  }

  /// The documents that hold terms one after the other in one of the fields for which `fields` has a 1, by ascending document. `found` has
  /// where each term stands. Throws `IpaiError(.unavailable)` for an index that is damaged.
  func postings(
    of terms: [String], in fields: SIMD8<UInt8>, _ found: [String: [SegmentStore.TermSegment]]
  ) throws -> [TermPostings.Posting] {
    guard let first = terms.first else { return [] }
    let rest = try terms.dropFirst().map { try index(found[$0] ?? []) }
    var postings: [TermPostings.Posting] = []
    func add(_ document: Int, _ frequencies: SIMD8<UInt8>) {
      guard statistics.holds(Int64(document)) else { return }
      let counted = frequencies.replacing(with: 0, where: fields .== 0)
      if counted != .zero {
        postings.append(TermPostings.Posting(document: Int32(document), frequencies: counted))
      }
    }
    for part in found[first] ?? [] {
      guard let start = starts[part.segment] else { continue }
      if rest.isEmpty {
        try SegmentPosting.forEachFrequencies(part.postings) { add(start + $0, $1) }
      } else {
        for posting in try SegmentPosting.read(part.postings) {
          let document = start + posting.place
          add(document, Self.frequencies(posting, rest.map { $0[document] }))
        }
      }
    }
    return postings
  }

  private func index(_ parts: [SegmentStore.TermSegment]) throws -> [Int: SegmentPosting] {
    var index: [Int: SegmentPosting] = [:]
    for part in parts {
      guard let start = starts[part.segment] else { continue }
      for posting in try SegmentPosting.read(part.postings) { index[start + posting.place] = posting }
    }
    return index
  }

  /// How often the terms stand one after the other, by field.
  private static func frequencies(_ first: SegmentPosting, _ rest: [SegmentPosting?]) -> SIMD8<UInt8> {
    var frequencies = SIMD8<UInt8>.zero
    for (field, positions) in first.positions where field < 8 {
      let others = rest.map { Set($0?.positions[field] ?? []) }
      let count = positions.count { position in
        others.enumerated().allSatisfy { $1.contains(position + $0 + 1) }
      }
      frequencies[field] = UInt8(clamping: count)
    }
    return frequencies
  }
}
