package import IpaiSearch

extension CorpusLayout {
  /// The messages of all conversations that are not archived; long ones in passages.
  package static let memory = CorpusLayout(
    name: "memory", wordTable: "message_words",
    fields: [SearchField("text")], k1: 0.9, b: 0.3,
    vectors: VectorTable(
      "message_vector", document: "message_id", source: "message", text: "content", versionName: "memory vectors"),
    turns: MessageRows.turns,
    nameComponent: "message")
}
