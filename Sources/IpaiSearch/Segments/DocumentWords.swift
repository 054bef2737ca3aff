import IpaiCore

/// The words of documents, put together again from where an index has each of its terms.
package struct DocumentWords: Sendable {
  /// How many fields a document has.
  private let fields: Int
  private var terms: [String] = []
  /// By document, one place after the other: the number of the term in `terms`, the field and the position (LEB128).
  private var places: [Int64: [UInt8]] = [:]

  /// Those of some documents, of which nothing is known yet.
  init(of documents: some Sequence<Int64>, fields: Int) {
    self.fields = fields
    for document in documents { places[document] = [] }
  }

  /// Begins with the places of a term.
  mutating func begin(_ term: String) { terms.append(term) }

  /// Whether the words of a document are wanted.
  func wants(_ document: Int64) -> Bool { places[document] != nil }

  /// Adds a place of the term that was begun last. What is in no field, or at no position, is left out.
  mutating func add(_ document: Int64, field: Int, position: Int) {
    guard !terms.isEmpty, (0..<fields).contains(field), (0...Int(Int32.max)).contains(position) else { return }
    let term = terms.count - 1
    guard let index = places.index(forKey: document) else { return }
    VariableInteger.append(term, to: &places.values[index])
    VariableInteger.append(field, to: &places.values[index])
    VariableInteger.append(position, to: &places.values[index])
  }

  /// The terms of each field of a document, in their order. Throws `IpaiError(.unavailable)` for more terms than can be.
  package func terms(of document: Int64) throws -> [[String]] {
    var found = [[(position: Int, term: Int)]](repeating: [], count: fields)
    var reader = VariableInteger.Reader(places[document] ?? [])
    while !reader.isAtEnd {
      let term = try reader.next()
      let field = try reader.next()
      found[field].append((try reader.next(), term))
    }
    return found.map { places in places.sorted { $0.position < $1.position }.map { terms[$0.term] } }
  }
}
