/// Reads the file of the MCP memory server: each observation about an entity becomes a note, and so does each relation.
struct MCPMemoryReader: RecordReader {
  private let decoder = RecordDecoder()

  mutating func read(_ record: ImportRecord, into output: inout ImportOutput) throws(ImportFailure) {
    let graph = try decoder.decode(MCPMemoryRecord.self, from: record)
    for entity in graph.entities {
      let notes = entity.observations.filter { !ImportedText.isBlank($0) }.map { Self.note(Self.text($0, entity)) }
      for var note in notes {
        note.title = entity.name
        note.context["entity"] = entity.name
        note.context["entity_type"] = entity.type
        output.conversations.append(note)
      }
    }
    for relation in graph.relations {
      output.conversations.append(Self.note("\(relation.from) \(relation.type) \(relation.to)"))
    }
  }

  /// What was observed, with what it was observed of where the text does not say that.
  private static func text(_ observation: String, _ entity: MCPMemoryRecord.Entity) -> String {
    if observation.lowercased().contains(entity.name.lowercased()) { return observation }
    return "\(entity.name): \(observation)"
  }

  private static func note(_ text: String) -> NewConversation {
    let messages = [NewMessage(role: "user", content: ImportedText.cleaned(text))]
    return NewConversation(sessionID: NewConversation.noteID(messages), isNote: true, messages: messages)
  }
}
