/// Where a term stands in the documents of a segment, as it is stored.
struct TermPlaces: Sendable {
  let term: String
  /// See `SegmentPosting`.
  private(set) var postings: [UInt8] = []
  /// The place of the last document that has the term.
  private var last = -1

  /// A term that stands nowhere yet.
  init(_ term: String) { self.term = term }

  /// Adds where the term stands in the document at `place`, which follows all others. `occurrences` are those of the term, in order.
  mutating func append(_ occurrences: ArraySlice<TermOccurrence>, at place: Int) {
    begin(place)
    let fields = zip(occurrences, occurrences.dropFirst()).count { $0.field != $1.field } + 1
    VariableInteger.append(fields, to: &postings)
    var rest = occurrences
    while let first = rest.first {
      let end = rest.firstIndex { $0.field != first.field } ?? rest.endIndex
      append(rest[..<end], in: first.field)
      rest = rest[end...]
    }
  }

  private mutating func append(_ occurrences: ArraySlice<TermOccurrence>, in field: Int) {
    VariableInteger.append(field, to: &postings)
    VariableInteger.append(occurrences.count, to: &postings)
    var last = -1
    for occurrence in occurrences {
      VariableInteger.append(occurrence.position - last - 1, to: &postings)
      last = occurrence.position
    }
  }

  /// Adds what stands in the document at `place`, which follows all others, in the bytes of another segment.
  mutating func append(_ bytes: ArraySlice<UInt8>, at place: Int) {
    begin(place)
    postings += bytes
  }

  private mutating func begin(_ place: Int) {
    VariableInteger.append(place - last - 1, to: &postings)
    last = place
  }
}
