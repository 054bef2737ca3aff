import Foundation

/// A history that a seeded generator makes through `git fast-import`, with merges, renames, deletions and folders that become
/// files.
package struct GeneratedHistory {
  private var random: SeededGenerator
  private var stream = Data()
  private var files: [String: String] = [:]
  private static let verbs = ["fix", "add", "remove", "rework", "test", "document", "rename", "speed up"]
  private static let things = ["parser", "socket", "cache", "timeout", "buffer", "index", "proxy", "cookie", "header"]

  private init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// Adds `count` commits on `main` to the repository, which is bare or empty.
  package static func make(in repository: TestRepository, commits count: Int, seed: UInt64 = 1) throws {
    var history = GeneratedHistory(seed: seed)
    for number in 1...count { history.addCommit(number) }
    try repository.git("fast-import", "--quiet", "--force", input: history.stream)
  }

  private mutating func addCommit(_ number: Int) {
    let verb = Self.verbs.randomElement(using: &random) ?? "fix"
    let thing = Self.things.randomElement(using: &random) ?? "parser"
    let message = "\(thing): \(verb) the \(thing) number \(number)\n\nIt was broken by \(thing)_limit_\(number % 37).\n"
    let person = "Person \(number % 7) <person\(number % 7)@example.org> \(1_600_000_000 + number * 600) +0100"
    line("commit refs/heads/main\nmark :\(number)\nauthor \(person)\ncommitter \(person)")
    line("data \(message.utf8.count)\n\(message)")
    if number > 1 { line("from :\(number - 1)") }
    if number > 5 && number % 11 == 0 { line("merge :\(number - 3)") }
    for _ in 0...Int.random(in: 0...2, using: &random) { changeFile(number) }
  }

  private mutating func changeFile(_ number: Int) {
    let folders = ["", "lib/", "lib/deep/", "src/", "docs/"]
    let name = (folders.randomElement(using: &random) ?? "") + "file\(Int.random(in: 0..<30, using: &random)).c"
    if files[name] != nil, Int.random(in: 0..<8, using: &random) == 0 {
      files[name] = nil
      line("D \(name)")
      return
    }
    var lines = (files[name] ?? "").split(separator: "\n").map(String.init)
    let place = Int.random(in: 0...lines.count, using: &random)
    let thing = Self.things.randomElement(using: &random) ?? "cache"
    lines.insert("static int \(thing)_count_\(number)(struct \(thing) *p) { return p->\(thing)Size; }", at: place)
    files[name] = lines.joined(separator: "\n") + "\n"
    let text = files[name] ?? ""
    line("M 100644 inline \(name)\ndata \(text.utf8.count)\n\(text)")
  }

  private mutating func line(_ text: String) { stream.append(Data((text + "\n").utf8)) }
}
