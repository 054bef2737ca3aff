/// A line of the MCP memory server, or the whole graph as its tool `read_graph` gives it.
struct MCPMemoryRecord: Decodable {
  /// A thing that something is known about.
  struct Entity: Decodable {
    let name: String
    let type: String?
    let observations: [String]

    enum CodingKeys: String, CodingKey {
      case name, observations
      case type = "entityType"
    }
  }

  /// How two things are related, in the active voice.
  struct Relation: Decodable {
    let from: String
    let to: String
    let type: String

    enum CodingKeys: String, CodingKey {
      case from, to
      case type = "relationType"
    }
  }

  let entities: [Entity]
  let relations: [Relation]

  /// Reads either form. Throws when it is neither.
  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let type = container.lenient(String.self, .type)
    switch type {
    case "entity":
      entities = [try Entity(from: decoder)]
      relations = []
    case "relation":
      entities = []
      relations = [try Relation(from: decoder)]
    case nil where container.contains(.entities):
      entities = try container.decode([Entity].self, forKey: .entities)
      relations = try container.decodeIfPresent([Relation].self, forKey: .relations) ?? []
    default:
      throw ImportFailure("is neither an entity nor a relation")
    }
  }

  private enum CodingKeys: String, CodingKey { case type, entities, relations }
}
