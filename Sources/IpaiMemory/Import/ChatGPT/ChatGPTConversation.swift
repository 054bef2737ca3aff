/// A conversation in an export of ChatGPT: a tree of messages, in which an edited question begins a new branch.
struct ChatGPTConversation: Decodable {
  let id: String?
  let title: String?
  /// The last message of the branch that was shown last.
  let currentNode: String?
  /// By id.
  let nodes: [String: ChatGPTNode]

  /// Reads a conversation. Throws when it is no object with a tree, or when what was said in it is damaged.
  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = container.lenient(String.self, .conversationID) ?? container.lenient(String.self, .id)
    title = container.lenient(String.self, .title)
    currentNode = container.lenient(String.self, .currentNode)
    nodes = try container.decode([String: ChatGPTNode].self, forKey: .nodes)
  }

  private enum CodingKeys: String, CodingKey {
    case id, title
    case conversationID = "conversation_id"
    case currentNode = "current_node"
    case nodes = "mapping"
  }
}

extension ChatGPTConversation {
  /// The messages of the branch that was shown last, from the first to the last.
  var branch: [ChatGPTMessage] {
    var messages: [ChatGPTMessage] = []
    var visited: Set<String> = []
    var next = lastNode
    // A damaged tree can lead back to where one was.
    while let id = next, visited.insert(id).inserted, let node = nodes[id] {
      if let message = node.message { messages.append(message) }
      next = node.parent
    }
    return messages.reversed()
  }

  /// The last node of the branch that was shown last or, where that is not said, of the newest one.
  private var lastNode: String? {
    if let currentNode, nodes[currentNode] != nil { return currentNode }
    let parents = Set(nodes.values.compactMap(\.parent))
    let leaves = nodes.filter { !parents.contains($0.key) }
    return leaves.max { ($0.value.message?.newness ?? 0, $0.key) < ($1.value.message?.newness ?? 0, $1.key) }?.key
  }
}
