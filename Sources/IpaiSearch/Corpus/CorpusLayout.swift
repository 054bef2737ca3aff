/// Where a corpus keeps its words and vectors in the database, and how much each of its fields counts: what the shared
/// code has to know to rank, remove and embed the documents of any corpus.
package struct CorpusLayout: Sendable {
  /// The name of the corpus, for people and in the table `corpus`: `commits`.
  package let name: String
  /// The FTS5 table of its words: contentless, tokenized by `ascii`, with a column for each field, a row id for each
  /// document and stems as its text.
  package let wordTable: String
  /// One to eight fields, in the order of the columns.
  package let fields: [SearchField]
  /// The ranking function, with the weights of the fields.
  package let model: BM25F
  /// Where the embeddings are.
  package let vectors: VectorTable
  /// How documents follow each other in conversations; nil where they do not.
  package let turns: TurnTable?
  /// How documents are parts of larger ones; nil where they are not.
  package let groups: GroupTable?
  /// The key in `HitScore.components` for what a document gets because the query names it.
  package let nameComponent: String

  /// A layout of one to eight fields; `k1` and `b` are the parameters of `BM25F`.
  package init(
    name: String, wordTable: String, fields: [SearchField], k1: Float = 1.2, b: Float = 0.75, vectors: VectorTable,
    turns: TurnTable? = nil, groups: GroupTable? = nil, nameComponent: String = "name"
  ) {
    precondition((1...8).contains(fields.count), "a corpus has one to eight fields")
    self.name = name
    self.wordTable = wordTable
    self.fields = fields
    self.vectors = vectors
    self.turns = turns
    self.groups = groups
    self.nameComponent = nameComponent
    var weights = SIMD8<Float>(repeating: 1)
    for (column, field) in fields.enumerated() { weights[column] = field.weight }
    model = BM25F(k1: k1, b: b, weights: weights)
  }

  /// The column of the incidental field, counted from 0; nil when there is none.
  var incidentalColumn: Int? { fields.firstIndex(where: \.isIncidental) }

  /// A 1 for each field that is searched for phrases.
  var phraseFields: SIMD8<UInt8> {
    var marks = SIMD8<UInt8>.zero
    for (number, field) in fields.enumerated() where field.holdsPhrases { marks[number] = 1 }
    return marks
  }

  /// The columns that are searched for phrases, as an FTS5 column filter (SQLite documentation, "FTS5 Column Filters").
  var phraseColumns: String { "{" + fields.filter(\.holdsPhrases).map(\.name).joined(separator: " ") + "}" }
}
