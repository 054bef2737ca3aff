/// The words of documents that are indexed together.
struct WordSegment: Sendable {
  /// A document with the terms of its fields, separated by spaces.
  typealias Document = (number: Int64, fields: [String])

  /// The numbers of the documents.
  private(set) var documents: [Int64] = []
  /// How many terms each field of each document has, one after the other.
  private(set) var lengths: [UInt8] = []
  /// The places of each term, by term.
  private(set) var postings: [String: [UInt8]] = [:]
  private var last: [String: Int] = [:]

  /// Nothing yet.
  init() {}

  /// The words of documents.
  init(_ documents: [Document]) {
    for document in documents { add(document) }
  }

  private mutating func add(_ document: Document) {
    var positions: [String: [Int: [Int]]] = [:]
    var counts: [Int] = []
    for (field, text) in document.fields.enumerated() {
      let terms = Self.terms(text)
      for (position, term) in terms.enumerated() { positions[term, default: [:]][field, default: []].append(position) }
      counts.append(terms.count)
    }
    begin(document.number, lengths: counts)
    for (term, positions) in positions { add(term, positions) }
  }

  /// Begins a document, whose terms follow.
  mutating func begin(_ number: Int64, lengths counts: [Int]) {
    documents.append(number)
    for count in counts { VariableInteger.append(count, to: &lengths) }
  }

  /// Adds the positions of a term, by field, in the document that was begun last.
  mutating func add(_ term: String, _ positions: [Int: [Int]]) {
    let place = documents.count - 1
    SegmentPosting(place: place, positions: positions)
      .append(to: &postings[term, default: []], after: last[term] ?? -1)
    last[term] = place
  }

  /// The terms of a text, as FTS5's tokenizer `ascii` finds them: letters in lower case, digits and everything that is not ASCII.
  static func terms(_ text: String) -> [String] {
    text.utf8.split { !isPart($0) }.map { term in String(decoding: term.map(lowercased), as: UTF8.self) }
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
