import IpaiMemory
import Testing

@Suite struct MCPMemoryImportTests {
  private static let whole = [
    #"{"type":"entity","name":"Robin_B","entityType":"person","observations":["Prefers tabs","robin_b sings", " "]}"#,
    #"{"type":"entity","name":"Empty","entityType":"thing","observations":[]}"#,
    #"{"type":"relation","from":"Robin_B","to":"Shop","relationType":"works_on"}"#,
  ]

  @Test func eachObservationAndRelationIsANote() throws {
    let run = try ImportRun(.mcpMemory, Self.whole.joined(separator: "\n"))
    #expect(run.problems.isEmpty)
    #expect(run.turns == ["user: Robin_B: Prefers tabs", "user: robin_b sings", "user: Robin_B works_on Shop"])
    #expect(run.conversations.allSatisfy { $0.isNote && $0.messages.count == 1 && $0.messages[0].id == nil })
    #expect(Set(run.conversations.map(\.sessionID)).count == 3)
    #expect(run.conversations.map(\.title) == ["Robin_B", "Robin_B", nil])
    #expect(run.conversations[0].context == ["entity": "Robin_B", "entity_type": "person", "source": "mcp-memory"])
    #expect(try ImportRun(.mcpMemory, Self.whole.joined(separator: "\n")).conversations == run.conversations)
  }

  /// As the tool `read_graph` gives it.
  @Test func aWholeGraphIsRead() throws {
    let graph = """
      {
        "entities": [{"name": "Shop", "entityType": "project", "observations": ["Sells tea"]}],
        "relations": [{"from": "Shop", "to": "Town", "relationType": "is_in"}]
      }
      """
    #expect(try ImportRun(.mcpMemory, graph).turns == ["user: Shop: Sells tea", "user: Shop is_in Town"])
  }

  @Test(arguments: [
    (#"{"type":"entity","name":"A"}"#, "the record has no observations"),
    (#"{"type":"entity","name":"A","observations":["x",1]}"#, "observations[1] is not valid text"),
    (#"{"type":"entity","name":null,"observations":[]}"#, "name is not valid text"),
    (#"{"type":"relation","from":"A","to":"B"}"#, "the record has no relationType"),
    (#"{"type":"opinion"}"#, "is neither an entity nor a relation"), ("[1]", "the record is not an object"),
    (#"{"type":"entity","#, "is not valid JSON"),
  ])
  func aWrongLineIsNamedAndTheRestKept(line: String, message: String) throws {
    let run = try ImportRun(.mcpMemory, lines: [Self.whole[0], line, Self.whole[2]])
    #expect(run.turns.count == 3)
    #expect(run.complaints == ["2: \(message)"])
  }
}
