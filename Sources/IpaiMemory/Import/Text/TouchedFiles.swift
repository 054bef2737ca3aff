/// The files that were read or written during a conversation, each once.
struct TouchedFiles {
  /// How many are kept.
  static let most = 200
  /// The bytes of all that are kept, so that other values find room in a conversation's context.
  private static let mostBytes = 32 << 10

  private var paths: [String] = []
  private var seen: Set<String> = []
  private var bytes = 0

  /// The paths, one a line; nil for none.
  var text: String? {
    if paths.isEmpty { return nil }
    return paths.joined(separator: "\n")
  }

  /// Adds a file. Its path becomes relative to the first of `folders` that it is in.
  mutating func insert(_ path: String, in folders: [String?]) {
    guard paths.count < Self.most, !path.isEmpty, !path.utf8.contains(where: { $0 < 0x20 }) else { return }
    let path = folders.lazy.compactMap { folder in folder.flatMap { Self.path(path, from: $0) } }.first ?? path
    guard bytes + path.utf8.count < Self.mostBytes, seen.insert(path).inserted else { return }
    bytes += path.utf8.count + 1
    paths.append(path)
  }

  /// The path from a folder; nil when it is not within it. Windows has backslashes.
  private static func path(_ path: String, from folder: String) -> String? {
    var folder = folder
    if folder.hasSuffix("/") || folder.hasSuffix("\\") { folder.removeLast() }
    guard !folder.isEmpty, path.hasPrefix(folder) else { return nil }
    let rest = path.dropFirst(folder.count)
    switch rest.first {
    case "/": return String(rest.dropFirst())
    case "\\": return String(rest.dropFirst()).replacing("\\", with: "/")
    default: return nil
    }
  }
}
