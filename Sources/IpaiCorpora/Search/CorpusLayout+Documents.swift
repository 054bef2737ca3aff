package import IpaiSearch

extension CorpusLayout {
  /// The passages of documents.
  package static let documents = CorpusLayout(
    name: "documents", wordTable: "passage_words",
    fields: [SearchField("path", weight: 0.6), SearchField("heading", weight: 1.5), SearchField("text")],
    vectors: VectorTable(
      "passage_vector", document: "passage_id", source: "passage", text: "search_text",
      versionName: "document vectors"),
    groups: GroupTable(
      "passage", whole: "document_id", isAlone: "kind = 'record'", isTitled: "kind IN ('section', 'text')",
      nameColumns: (whole: 0, part: 1)),
    nameComponent: "symbol")
}
