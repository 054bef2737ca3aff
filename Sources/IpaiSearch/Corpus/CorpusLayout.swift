/// Where the words and vectors of a corpus stand in the database, and what its fields count. With it the shared code
/// ranks, removes and embeds the documents of any corpus.
package struct CorpusLayout: Sendable {
  /// What people call it, and its row in the table `corpus`: `commits`.
  package let name: String
  /// The FTS5 table of its words: contentless, tokenized by `ascii`, with a column for each field, a row id for each
  /// document and stems as its text.
  package let wordTable: String
  /// One to eight, in the order of the columns.
  package let fields: [SearchField]
  package let model: BM25F
  /// Where its embeddings are.
  package let vectors: VectorTable
  /// What the part of a score is called that a query gives by naming the document.
  package let nameComponent: String

  package init(
    name: String, wordTable: String, fields: [SearchField], k1: Float = 1.2, b: Float = 0.75, vectors: VectorTable,
    nameComponent: String = "name"
  ) {
    precondition((1...8).contains(fields.count), "a corpus has one to eight fields")
    self.name = name
    self.wordTable = wordTable
    self.fields = fields
    self.vectors = vectors
    self.nameComponent = nameComponent
    var weights = SIMD8<Float>(repeating: 1)
    for (column, field) in fields.enumerated() { weights[column] = field.weight }
    model = BM25F(k1: k1, b: b, weights: weights)
  }

  /// The number of the incidental field's column; nil when there is none.
  var incidentalColumn: Int? { fields.firstIndex(where: \.isIncidental) }

  /// The columns in which phrases are looked for, as an FTS5 column filter.
  var phraseColumns: String { "{" + fields.filter(\.holdsPhrases).map(\.name).joined(separator: " ") + "}" }
}
