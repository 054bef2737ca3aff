/// A table of embeddings: a vector for each document and model, in 8 bits with a scale.
///
/// Its columns are `model_id`, the document, `scale` and `bytes`; the first two are its key.
package struct VectorTable: Sendable {
  /// The name of the table.
  package let name: String
  /// The column that names the document.
  package let document: String
  /// The table of the documents, whose `id` it refers to.
  package let source: String
  /// The column of the source whose text is embedded. A vector is stored only if that text has not changed meanwhile.
  package let text: String
  /// The row in the table `corpus` whose version changes with the vectors.
  package let versionName: String

  /// The vectors of the documents in the table `source`.
  package init(_ name: String, document: String, source: String, text: String, versionName: String) {
    self.name = name
    self.document = document
    self.source = source
    self.text = text
    self.versionName = versionName
  }
}
