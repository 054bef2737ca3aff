import IpaiCore

/// Reads what `git blame --incremental` writes (git-blame(1), "Incremental output").
struct BlameParser {
  private(set) var blame = Blame()
  private var group: Blame.Group?

  /// Reads a whole answer. Lines of another form are passed over.
  static func parse(_ bytes: [UInt8]) -> Blame {
    var parser = BlameParser()
    for line in bytes.split(separator: UInt8(ascii: "\n")) { parser.read(line) }
    parser.blame.groups.sort { $0.line < $1.line }
    return parser.blame
  }

  private mutating func read(_ line: ArraySlice<UInt8>) {
    guard let group else { return begin(line) }
    let space = line.firstIndex(of: UInt8(ascii: " ")) ?? line.endIndex
    let rest = line[space...].dropFirst()
    switch String(decoding: line[..<space], as: UTF8.self) {
    case "author": blame.commits[group.commit]?.author = Self.text(rest)
    case "author-mail": blame.commits[group.commit]?.email = Self.text(rest).trimmed(of: "<", ">")
    case "author-time": blame.commits[group.commit]?.seconds = Int(Self.text(rest)) ?? 0
    case "summary": blame.commits[group.commit]?.subject = Self.text(rest)
    case "filename": end(group, path: QuotedPath.text(rest))
    default: break
    }
  }

  /// A line with an id, the first line in the commit, the first line in the file, and the number of lines.
  private mutating func begin(_ line: ArraySlice<UInt8>) {
    let parts = line.split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
    guard parts.count == 4, let id = ObjectID(hex: parts[0])?.hex, let first = Int(parts[2]), first > 0,
      let count = Int(parts[3]), count > 0, !first.addingReportingOverflow(count).overflow
    else { return }
    group = Blame.Group(commit: id, line: first, count: count, path: "")
    if blame.commits[id] == nil { blame.commits[id] = Blame.Commit() }
  }

  /// The name of the file ends what is said of a group.
  private mutating func end(_ group: Blame.Group, path: String) {
    var group = group
    group.path = path
    blame.groups.append(group)
    self.group = nil
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
}

extension String {
  /// The text without these characters at its ends.
  fileprivate func trimmed(of first: Character, _ last: Character) -> String {
    guard self.first == first, self.last == last, count >= 2 else { return self }
    return String(dropFirst().dropLast())
  }
}
