import Foundation
import IpaiAdvisor
import IpaiCore
import TestSupport
import Testing

/// Files that are no snapshots, or no whole ones, are refused with what is wrong with them; whatever can be read can be judged.
@Suite(.serialized)
struct SnapshotFileTests {
  private static func problem(_ content: String) -> String? { problem(Array(content.utf8)) }

  private static func problem(_ content: [UInt8]) -> String? {
    do {
      _ = try SnapshotFile.facts(content, path: "S")
      return nil
    } catch let error as IpaiError {
      #expect(error.code == .configuration)
      return error.message
    } catch {
      Issue.record("not an IpaiError: \(error)")
      return nil
    }
  }

  private static let start = #"{"format":1,"read_at":"2026-11-01T00:00:00Z","states":{"#
  private static func snapshot(
    _ members: String, states: String = #""sizes":{"status":"complete","read_at":"2026-11-01T00:00:00Z","count":0}"#
  ) -> String {
    start + states + "}" + members + "}"
  }

  @Test func saysWhatIsWrong() {
    #expect(Self.problem(Self.snapshot("")) == nil)
    #expect(Self.problem("\u{FEFF}" + Self.snapshot("")) == nil)
    #expect(Self.problem("") == "S is empty")
    #expect(
      Self.problem("{") == "S is not a snapshot of an account: it is not valid JSON, or has a number that does not fit")
    #expect(Self.problem("[1]") == "S is not a snapshot of an account: it has to be an object")
    #expect(Self.problem("{}") == "S is not a snapshot of an account: there is no 'format'")
    #expect(Self.problem([0x7B, 0xFF, 0x7D]) == "S is not a snapshot of an account: it is not UTF-8")
    #expect(Self.problem(#"{"format":2}"#) == "S has the format 2, and this ipai reads the format 1")
    #expect(Self.problem(#"{"format":1}"#) == "S is not a whole snapshot: there is no 'read_at'")
    #expect(
      Self.problem(#"{"format":1,"read_at":"9999999-01-01T00:00:00Z"}"#)
        == "S is not a whole snapshot: 'read_at' has a value that it cannot have")
    let whole = Self.snapshot(#","droplets":[]"#)
    for length in 1..<whole.utf8.count {
      #expect(Self.problem(Array(whole.utf8.prefix(length))) != nil)
    }
  }

  @Test(arguments: [
    (#","droplets":[{"id":1,"memory":"x"}]"#, "'droplets[0].memory' has to be a whole number"),
    (#","droplets":[{"id":1,"memory":1.5}]"#, "droplets.0.memory is not a whole number"),
    (#","droplets":[{"id":1,"memory":9223372036854775808}]"#, "droplets.0.memory is too large"),
    (#","droplets":[{"id":1,"memory":9223372036854775807}]"#, "droplets.0.memory is too large a number"),
    (#","droplets":[{"id":1,"name":"\\\"e1","memory":1000000000000001}]"#, "droplets.0.memory is too large a number"),
    (#","droplets":[{"id":1,"name":"\\","memory":1E16}]"#, "droplets.0.memory is too large a number"),
    (#","droplets":[{"id":1,"memory":0.1e17}]"#, "droplets.0.memory is too large a number"),
    (#","droplets":[{"id":1,"size":{"slug":"s","price_monthly":1e400}}]"#, "Number 1e400 is not representable"),
    (
      #","droplets":[{"id":1,"size":{"slug":"s","price_monthly":1e300}}]"#, "droplets.0.size.price_monthly is too large"
    ),
    (
      #","droplets":[{"id":1,"size":{"slug":"s","price_monthly":-1e300}}]"#,
      "droplets.0.size.price_monthly is too far below zero"
    ),
    (#","droplets":[{"id":1,"name":"a"},{"id":1,"name":"b"}]"#, "droplets.1 and droplets.0 have the same id 1"),
    (#","droplets":[{"id":1},{"id":1}]"#, "droplets.1 and droplets.0 have the same id 1"),
    (#","droplets":{}"#, "'droplets' has to be a list"),
    (#","domain_records":[]"#, "'domain_records' has to be an object"),
    (
      #","droplets":[{"id":1,"created_at":"2026-13-01T00:00:00Z"}]"#,
      "'droplets[0].created_at' has a value that it cannot have"
    ),
    (#","droplets":[{"id":1,"created_at":"9999-12-31T00:00:00-99:99"}]"#, "'droplets[0].created_at'"),
  ])
  func saysWhichMember(_ members: String, _ expected: String) {
    let problem = Self.problem(Self.snapshot(members)) ?? "-"
    #expect(problem.contains(expected))
  }

  @Test func isNotJudgedByHalves() {
    let states = #""droplets":{"status":"complete","read_at":"2026-11-01T00:00:00Z","count":3}"#
    #expect(
      Self.problem(Self.snapshot("", states: states))
        == "S is not a whole snapshot: droplets is missing, and states.droplets says that it was read")
    #expect(
      Self.problem(Self.snapshot(#","droplets":[{"id":1},{"id":2}]"#, states: states))
        == "S is not a whole snapshot: droplets has 2, and states.droplets says that 3 were read")
    #expect(Self.problem(Self.snapshot("", states: ""))?.contains("states is missing") ?? false)
  }

  @Test func standsDeepNesting() {
    let deep = String(repeating: "[", count: 5000) + String(repeating: "]", count: 5000)
    #expect(Self.problem(Self.snapshot(#","droplets":\#(deep)"#)) != nil)
    #expect(Self.problem(deep) != nil)
    let objects = String(repeating: #"{"a":"#, count: 5000) + "1" + String(repeating: "}", count: 5000)
    #expect(Self.problem(Self.snapshot(#","x":\#(objects)"#)) != nil)
  }

  @Test func readsRegularFilesOnly() throws {
    let folder = try TemporaryFolder()
    let pipe = folder.path + "/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    let large = folder.path + "/large"
    #expect(FileManager.default.createFile(atPath: large, contents: nil))
    #expect(truncate(large, (512 << 20) + 1) == 0)
    for path in [folder.path, pipe, "/dev/zero", large] {
      #expect { try SnapshotFile.read(path) } throws: { ($0 as? IpaiError)?.code == .configuration }
    }
    #expect { try SnapshotFile.read(folder.path + "/none") } throws: { ($0 as? IpaiError)?.code == .notFound }
  }

  @Test func aScanIsReadAgain() async throws {
    let standIn = try StandIn(["--seed", "5", "--size", "40"])
    let facts = try await standIn.scan(StandIn.unlimited).facts
    let folder = try TemporaryFolder()
    try SnapshotFile.write(facts, to: folder.file("snapshot.json"))
    #expect(try SnapshotFile.read(folder.file("snapshot.json")) == facts)
    var mutation = SnapshotMutation(Array(try JSONEncoder().encode(facts)), seed: 1)
    for _ in 0..<10 { try Self.judge(mutation.next()) }
  }

  /// `IPAI_SNAPSHOTS` says how many are tried of each case.
  @Test func whatIsReadCanBeJudged() throws {
    let rounds = ProcessInfo.processInfo.environment["IPAI_SNAPSHOTS"].flatMap { Int($0) } ?? 1
    var judged = 0
    for (index, trial) in RuleTests.trials.enumerated() {
      let content = Array(try JSONEncoder().encode(try TestAccount.facts(trial.subject.account)))
      var mutation = SnapshotMutation(content, seed: UInt64(index))
      for _ in 0..<rounds where try Self.judge(mutation.next(), trial.rule) { judged += 1 }
    }
    #expect(judged > RuleTests.trials.count * rounds / 10)
  }

  /// Whether a snapshot can be read; then it is judged. Otherwise the error has to say what is wrong.
  @discardableResult
  private static func judge(_ content: [UInt8], _ rule: String? = nil) throws -> Bool {
    guard let read = try? SnapshotFile.facts(content, path: "S") else {
      #expect(problem(content)?.hasPrefix("S ") ?? false)
      return false
    }
    let view = AccountView(read)
    let rules = rule.flatMap(RuleList.rule).map { [$0] } ?? RuleList.all
    let assessment = Judge(rules).assess(view)
    _ = Score(assessment, firstSeen: [:], now: view.now, rules: rules)
    if content.count % 16 == 0 { _ = try Redaction().redacted(read) }
    return true
  }
}

/// Makes changed copies of a snapshot: numbers, texts and bytes become others, and parts are cut off, doubled or taken out.
struct SnapshotMutation {
  private let content: [UInt8]
  private let values: [Range<Int>]
  private var generator: SeededGenerator

  init(_ content: [UInt8], seed: UInt64) {
    self.content = content
    let states = content.firstRange(of: Array(#""states":{"#.utf8)) ?? 0..<0
    let end = content[states.upperBound...].firstRange(of: Array("}}".utf8))?.upperBound ?? 0
    // What was read is less than what is said about the reading.
    values = Self.values(content).filter { $0.upperBound <= states.lowerBound || $0.lowerBound >= end }
    generator = SeededGenerator(seed: seed)
  }

  private static let replacements = [
    "0", "-1", "1", "1000000000000000", "-1000000000000000", "1e15", "1e18", "-1e18", "9223372036854775807",
    "-9223372036854775808", "9223372036854775808", "1e400", "1e-300", "0.5", "-0.0", "null", "true", "[]", "{}", #""""#,
    #""x""#, #""9999-12-31T23:59:59Z""#, #""0000-01-01T00:00:00Z""#, #""9999999-01-01T00:00:00Z""#, #""0.0.0.0/0""#,
    #""*/1 * * * *""#, #""99999999999999999999""#, #""db-s-999999vcpu-999999gb""#, #""0-65535""#, #""é""#, #""do::""#,
  ]

  /// A copy with one to four changes.
  mutating func next() -> [UInt8] {
    var changed = content
    switch Int.random(in: 0..<20, using: &generator) {
    case 0: return Array(content.prefix(Int.random(in: 0..<content.count, using: &generator)))
    case 1:
      changed[Int.random(in: 0..<changed.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      return changed
    default:
      // From the end, so that the places before stay where they are.
      let count = Int.random(in: 1...3, using: &generator)
      let places = (0..<count).compactMap { _ in values.randomElement(using: &generator) }.sorted {
        $0.lowerBound > $1.lowerBound
      }
      for place in places where place.upperBound <= changed.count {
        changed.replaceSubrange(place, with: replacement(of: changed[place.lowerBound]).utf8)
      }
      return changed
    }
  }

  /// Most often a value of the same type, which can be read.
  private mutating func replacement(of first: UInt8) -> String {
    let isText = first == UInt8(ascii: "\"")
    let likely = Self.replacements.filter { ($0.first == "\"") == isText && ($0.first?.isLetter != true) }
    let list = Int.random(in: 0..<8, using: &generator) == 0 ? Self.replacements : likely
    return list.randomElement(using: &generator) ?? "0"
  }

  /// Where the values that follow a colon are, as far as they are numbers, words or texts.
  private static func values(_ content: [UInt8]) -> [Range<Int>] {
    var places: [Range<Int>] = []
    var index = 0
    while index + 1 < content.count {
      defer { index += 1 }
      guard content[index] == UInt8(ascii: ":"), content[index - 1] == UInt8(ascii: "\"") else { continue }
      let start = index + 1
      if content[start] == UInt8(ascii: "\"") {
        guard let end = content[(start + 1)...].firstIndex(of: UInt8(ascii: "\"")) else { break }
        places.append(start..<(end + 1))
      } else if content[start] != UInt8(ascii: "{"), content[start] != UInt8(ascii: "[") {
        let end = content[start...].firstIndex { ",}]".utf8.contains($0) } ?? content.count
        places.append(start..<end)
      }
    }
    return places
  }
}
