/// The statements that a connection has prepared on its server, by their texts.
struct PreparedStatements {
  private var names: [String: String] = [:]
  /// Statements that were run once; it is worth while from the second time on.
  private var seen: Set<String> = []
  /// How many names were given; one whose statement could not be prepared is not used again.
  private var given = 0
  /// Whether the server is known to keep them for this connection; nil before that is known.
  var isPossible: Bool?

  /// How many a connection keeps at most, since each takes memory of the server.
  private static let most = 64

  /// The name of a statement that is prepared.
  func name(of statement: String) -> String? { names[statement] }

  /// A name for a statement that is to be prepared now; nil when it is run for the first time, or there are enough.
  mutating func newName(for statement: String) -> String? {
    guard isPossible != false, given < Self.most else { return nil }
    guard seen.remove(statement) != nil else {
      if seen.count < Self.most { seen.insert(statement) }
      return nil
    }
    given += 1
    return "ipai_\(given)"
  }

  /// Notes that a statement is prepared under a name.
  mutating func add(_ statement: String, _ name: String) { names[statement] = name }

  /// Forgets all of them: the server does not have them.
  mutating func giveUp() {
    isPossible = false
    names = [:]
  }
}
