import MCP

/// Ranked lists of several servers as one, by reciprocal rank fusion (Cormack, Clarke and Buettcher, SIGIR 2009).
struct MergedLists {
  private let lists: [(target: String, items: [JSON])]

  /// How little the first places count more than those that follow; the value of the paper.
  private static let k = 60.0
  /// How many items the merged list has at most.
  private static let most = 1_000
  /// The members of an answer that may hold its list.
  private static let listKeys = ["results", "items", "hits", "matches", "documents", "data"]
  /// The members of an item that may tell it apart from others.
  private static let idKeys = ["id", "uri", "url", "commit_hash", "commit", "session_id", "name"]

  /// The lists in the answers of some targets. An answer without a list is left out.
  init(_ answers: [(target: String, data: JSON)]) {
    lists = answers.compactMap { answer in Self.list(in: answer.data).map { (answer.target, $0) } }
  }

  private static func list(in data: JSON) -> [JSON]? {
    if let array = data.array { return array }
    return listKeys.lazy.compactMap { data[$0]?.array }.first
  }

  /// The merged list; nil when fewer than two targets answered with one.
  var json: JSON? {
    guard lists.count > 1 else { return nil }
    var scores: [JSON: Double] = [:]
    var items: [JSON: JSON] = [:]
    var targets: [JSON: [JSON]] = [:]
    var order: [JSON] = []
    for list in lists {
      var seen: Set<JSON> = []
      for (rank, item) in list.items.enumerated() {
        let id = Self.id(of: item)
        guard seen.insert(id).inserted else { continue }
        if items[id] == nil {
          items[id] = item
          order.append(id)
        }
        scores[id, default: 0] += 1 / (Self.k + Double(rank + 1))
        targets[id, default: []].append(.string(list.target))
      }
    }
    let places = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
    let ranked = order.sorted { left, right in
      let (first, second) = (scores[left] ?? 0, scores[right] ?? 0)
      return first == second ? (places[left] ?? 0) < (places[right] ?? 0) : first > second
    }
    return .array(
      ranked.prefix(Self.most).map { id in
        [
          "item": items[id] ?? .null, "score": .number(scores[id] ?? 0), "targets": .array(targets[id] ?? []),
        ]
      })
  }

  /// What tells an item apart: one of its names, or all of it.
  private static func id(of item: JSON) -> JSON {
    for key in idKeys {
      if let value = item[key], !value.isNull { return ["key": .string(key), "value": value] }
    }
    return item
  }
}
