/// Chooses, of the messages that a search found, what fits into a model's context.
package struct Recall {
  private let store: any MemoryStore
  private let budget: Int
  private let count: (String) -> Int
  private var chosen: [RecalledMessage] = []
  private var seen: Set<String> = []
  private var texts: Set<String> = []
  private var used: Int
  /// A message of fewer tokens than this is rarely understood without the one before it.
  private static let shortTokens = 25

  /// Works until the text of what was chosen has `budget` tokens; `count` counts the tokens of a text, line
  /// by line: those of two texts one after the other are the sum of both.
  package init(_ store: any MemoryStore, budget: Int, count: @escaping (String) -> Int) {
    self.store = store
    self.budget = budget
    self.count = count
    used = RecallFence.frame(count)
  }

  /// How many tokens the text of what was chosen has.
  package var tokens: Int { count(text) }
  /// The text of what was chosen.
  package var text: String { RecallFence.text(messages) }
  /// What was chosen: the most useful conversation first, and within each in the order in which it was said.
  package var messages: [RecalledMessage] {
    var order: [String: Int] = [:]
    for message in chosen where order[message.sessionID] == nil { order[message.sessionID] = order.count }
    return chosen.enumerated().sorted { left, right in
      let leftPlace = order[left.element.sessionID] ?? 0
      let rightPlace = order[right.element.sessionID] ?? 0
      if leftPlace != rightPlace { return leftPlace < rightPlace }
      if left.element.date != right.element.date { return left.element.date < right.element.date }
      return left.offset < right.offset
    }.map(\.element)
  }

  /// Adds a message that was found, and what is needed to understand it. Returns false when it does not fit, or says nothing
  /// that is not there already.
  package mutating func add(_ message: String, of sessionID: String, score: Double) async throws -> Bool {
    guard !seen.contains(Self.key(sessionID, message)) else { return false }
    let around = try await store.messages(of: sessionID, around: message, before: 1, after: 1)
    guard let place = around.firstIndex(where: { $0.id == message }) else { return false }
    let found = around[place]
    guard !texts.contains(Self.normalized(found.content)) else { return false }
    var block: [RecalledMessage] = []
    if place > 0, count(found.content) < Self.shortTokens {
      block.append(.init(around[place - 1], of: sessionID, score: nil))
    }
    block.append(.init(found, of: sessionID, score: score))
    if place + 1 < around.count, found.content.last == "?" {
      block.append(.init(around[place + 1], of: sessionID, score: nil))
    }
    if take(block) { return true }
    // Alone, when it does not fit with the others.
    return block.count > 1 && take([.init(found, of: sessionID, score: score)])
  }

  private mutating func take(_ block: [RecalledMessage]) -> Bool {
    let new = block.filter { !seen.contains(Self.key($0.sessionID, $0.message)) }
    let size = new.reduce(0) { $0 + count(RecallFence.block($1)) }
    guard used + size <= budget else { return false }
    used += size
    chosen += new
    for message in new {
      seen.insert(Self.key(message.sessionID, message.message))
      texts.insert(Self.normalized(message.content))
    }
    return true
  }

  private static func key(_ sessionID: String, _ message: String) -> String { sessionID + "\u{0}" + message }

  private static func normalized(_ text: String) -> String {
    text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
