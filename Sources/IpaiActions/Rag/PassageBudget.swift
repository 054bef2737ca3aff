import IpaiCore

/// Chooses the best passages that fit into a model's context.
struct PassageBudget {
  /// How many passages are looked at.
  static let mostPassages = 200

  private let counter: TokenCounter
  private var room: Int
  private var chosen: [FoundPassage] = []
  /// How many tokens the chosen passages have with their places.
  private(set) var tokens = 0

  /// A budget of so many tokens. Throws `IpaiError(.unavailable)` for a model that cannot be used.
  init(_ tokens: Int, in services: Services) throws {
    counter = try TokenCounter(services)
    room = tokens
  }

  /// Takes a passage if it still fits; the best come first. What it repeats of one that is taken already is no loss.
  mutating func offer(_ passage: FoundPassage) {
    let place = "\(passage.path):\(passage.startLine)-\(passage.endLine) \(passage.title)\n"
    let count = counter.count(place) + counter.count(passage.text)
    guard count <= room else { return }
    room -= count
    tokens += count
    chosen.append(passage)
  }

  /// The passages file by file, the file with the best one first, and in the order in which they stand in it.
  var inReadingOrder: [FoundPassage] {
    var ranks: [String: Int] = [:]
    for passage in chosen where ranks[passage.path] == nil { ranks[passage.path] = ranks.count }
    return chosen.sorted { left, right in
      let (first, second) = (ranks[left.path] ?? 0, ranks[right.path] ?? 0)
      return first != second ? first < second : left.startLine < right.startLine
    }
  }
}
