import Foundation

/// A history made by a seeded generator through `git fast-import`: merges, renames, deletions, folders that become files.
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

/// SplitMix64 (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", 2014).
package struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  /// `count` random bytes.
  package mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8.random(in: 0...255, using: &self) }
  }
}
