import IpaiCore

/// The words of documents that are indexed together.
struct WordSegment: Sendable {
  /// A document with the terms of its fields, separated by spaces.
  typealias Document = (number: Int64, fields: [String])

  /// The numbers of the documents.
  private(set) var documents: [Int64] = []
  /// How many terms each field of each document has, one after the other.
  private(set) var lengths: [UInt8] = []
  /// The terms of all fields, in no particular order.
  private(set) var terms: [TermPlaces] = []
  /// The places of the terms in `terms`.
  private var places: [String: Int] = [:]

  /// Nothing yet.
  init() {}

  /// The words of documents.
  init(_ documents: [Document]) {
    for document in documents { add(document) }
  }

  /// The words of documents, put in order beside whatever its caller waits for. Throws `IpaiError(.interrupted)` when cancelled.
  @concurrent
  static func made(of documents: [Document]) async throws -> WordSegment {
    var segment = WordSegment()
    for document in documents {
      if Task.isCancelled { throw IpaiError(.interrupted, "interrupted") }
      segment.add(document)
    }
    return segment
  }

  private mutating func add(_ document: Document) {
    var occurrences: [TermOccurrence] = []
    var counts: [Int] = []
    for (field, text) in document.fields.enumerated() {
      let terms = Self.terms(text)
      for (position, term) in terms.enumerated() {
        occurrences.append(TermOccurrence(term: place(of: term), field: field, position: position))
      }
      counts.append(terms.count)
    }
    begin(document.number, lengths: counts)
    occurrences.sort()
    var rest = occurrences[...]
    while let first = rest.first {
      let end = rest.firstIndex { $0.term != first.term } ?? rest.endIndex
      terms[first.term].append(rest[..<end], at: documents.count - 1)
      rest = rest[end...]
    }
  }

  /// The place of a term in `terms`.
  private mutating func place(of term: String) -> Int {
    if let known = places[term] { return known }
    terms.append(TermPlaces(term))
    places[term] = terms.count - 1
    return terms.count - 1
  }

  private mutating func begin(_ number: Int64, lengths counts: [Int]) {
    documents.append(number)
    for count in counts { VariableInteger.append(count, to: &lengths) }
  }

  // MARK: Merging

  /// Adds the documents of another segment, whose postings follow, but for those that were taken out of it, which are 0. Returns by place in
  /// the other segment the place here.
  mutating func append(_ others: [Int64], lengths: [[Int]]) -> [Int?] {
    var places: [Int?] = []
    for (number, counts) in zip(others, lengths) {
      places.append(number == 0 ? nil : documents.count)
      if number != 0 { begin(number, lengths: counts) }
    }
    return places
  }

  /// Adds the postings of a term in another segment, of which `append` returned the places. Throws `IpaiError(.unavailable)` for bytes that
  /// are none.
  mutating func append(_ term: String, _ others: [UInt8], at places: [Int?]) throws {
    let number = place(of: term)
    try SegmentPosting.forEachPlace(others) { place, rest in
      guard place < places.count, let place = places[place] else { return }
      terms[number].append(rest, at: place)
    }
  }

  // MARK: Parts

  /// The terms of a text, as FTS5's tokenizer `ascii` finds them: letters in lower case, digits and everything that is not ASCII.
  static func terms(_ text: String) -> [String] {
    text.utf8.split { !isPart($0) }.map { term in
      String(unsafeUninitializedCapacity: term.count) { bytes in
        for (place, byte) in term.enumerated() { bytes[place] = lowercased(byte) }
        return term.count
      }
    }
  }

  private static func isPart(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte &- UInt8(ascii: "0") < 10 || lowercased(byte) &- UInt8(ascii: "a") < 26
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
  }

  /// The lengths of the fields of documents, of which each has `fields`. Throws `IpaiError(.unavailable)` for bytes that are none.
  static func lengths(_ bytes: [UInt8], fields: Int, of count: Int) throws -> [[Int]] {
    var reader = VariableInteger.Reader(bytes)
    return try (0..<count).map { _ in try (0..<fields).map { _ in try reader.next() } }
  }
}
