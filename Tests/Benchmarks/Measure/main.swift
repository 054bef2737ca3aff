import Foundation
import GRDB
import IpaiCommits
import IpaiCore
import IpaiDatabase
import IpaiGit
import IpaiSearch

// What the benchmark measures inside a process; each prints one JSON value.
//   ipai-measure read REPOSITORY COUNT           reads the newest commits with their changed paths, and nothing else
//   ipai-measure search DATABASE REPOSITORY      searches for each line of standard input
//   ipai-measure size DATABASE                   the bytes of the word index and of the file
//   ipai-measure embed MODEL_FILE int8|f32       embeds the JSON lines of standard input, in one thread
//   ipai-measure tokenize MODEL_FILE             tokenizes them
//   ipai-measure scan MODEL_FILE COUNT           scans that many random vectors
//   ipai-measure rank DATABASE REPOSITORY MODE MODEL_FILE|-   prints what it finds for the JSON lines of standard input
//   ipai-measure corpora MODEL_FILE|- DATABASE...   the same, each database a corpus of its own
//   ipai-measure add REPOSITORY DATABASE COUNT   indexes all but the newest commits, then those
//   ipai-measure memory-search DATABASE [MODEL_FILE]   searches the messages for each line of standard input
//   ipai-measure passages DATABASE MODEL_FILE|-  searches all corpora of documents for each line of standard input
//   ipai-measure memory-add DATABASE             adds 500 notes
//   ipai-measure conversations HISTORIES QUERIES MODEL_FILE --split dev|test   finds the answers of the conversation set
//   ipai-measure advisor-read ADDRESS FILE       reads the account of the stand-in at an address into a snapshot, without limits
//   ipai-measure advisor-judge FILE ROUNDS       the processor time of each step of judging a snapshot, and of the slowest rules
let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "read": try measureReading(arguments[1], Int(arguments[2]) ?? 0)
case "search": try await measureSearching(arguments[1], arguments[2])
case "size": try measureSize(arguments[1])
case "add": try await measureAdding(arguments[1], arguments[2], Int(arguments[3]) ?? 0)
case "embed": try measureEmbedding(arguments[1], arguments[2])
case "tokenize": try measureTokenizing(arguments[1])
case "rank": try await measureRanks(arguments[1], arguments[2], arguments[3], arguments[4])
case "corpora": try await measureCorpora(Array(arguments[2...]), arguments[1])
case "memory-search": try await measureMemorySearch(arguments[1], arguments.dropFirst(2).first)
case "passages": try await measurePassages(arguments[1], arguments[2])
case "memory-add": try measureMemoryAdding(arguments[1])
case "conversations": try await measureConversations(arguments[1], arguments[2], arguments[3], arguments[5])
case "scan": try measureScanning(Int(arguments[2]) ?? 0)
case "advisor-read": try await measureAccountReading(arguments[1], arguments[2], hasMetrics: true)
case "advisor-judge": try measureJudging(arguments[1], rounds: Int(arguments[2]) ?? 1)
default: exit(64)
}

func answer(_ values: [String: Double]) throws {
  print(String(decoding: try JSONEncoder().encode(values), as: UTF8.self))
}

func newest(_ path: String, _ count: Int) throws -> [ObjectID] {
  let git = try GitRepository(containing: path)
  guard let head = git.commit(named: "HEAD") else { exit(66) }
  return try CommitWalk(git, from: [head], limits: .init(maxCommits: count)).commits
}

func measureReading(_ path: String, _ count: Int) throws {
  let commits = try newest(path, count)
  let reader = try CommitReader(path: path, readsDiffs: false)
  try answer(["paths": Double(try commits.reduce(0) { try $0 + reader.facts($1).changes.count })])
}

func measureSearching(_ database: String, _ repository: String) async throws {
  guard let file = try DatabaseFile.forReading(database) else { exit(66) }
  let index = CommitSearchIndex(file)
  _ = try await index.search(SearchRequest(query: "warm up", repository: repository))
  var milliseconds: [Double] = []
  while let query = readLine() {
    let start = DispatchTime.now().uptimeNanoseconds
    _ = try await index.search(SearchRequest(query: query, repository: repository))
    milliseconds.append(Double(DispatchTime.now().uptimeNanoseconds - start) / 1e6)
  }
  milliseconds.sort()
  func percentile(_ share: Double) -> Double {
    milliseconds[min(milliseconds.count - 1, Int(Double(milliseconds.count) * share))]
  }
  try answer(["p50": percentile(0.5), "p95": percentile(0.95), "queries": Double(milliseconds.count)])
}

func measureSize(_ database: String) throws {
  guard let file = try DatabaseFile.forReading(database) else { exit(66) }
  let words = try file.read {
    try Double.fetchOne($0, sql: "SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'commit\\_words%' ESCAPE '\\'")
  }
  try answer(["words": words ?? 0, "file": Double(file.sizeOnDisk)])
}

func measureAdding(_ path: String, _ database: String, _ count: Int) async throws {
  func processorTime() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) * 1e3 }
  let file = try DatabaseFile.forWriting(database)
  // HEAD has to move between the two runs: a clone of its own, sharing the objects, does that.
  let clone = database + ".clone"
  try? FileManager.default.removeItem(atPath: clone)
  func git(_ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git"] + arguments
    try process.run()
    process.waitUntilExit()
  }
  try git("clone", "-q", "--shared", "--bare", path, clone)
  let head = try newest(clone, 1)
  try git("-C", clone, "update-ref", "HEAD", "HEAD~\(count)")
  func index() async throws -> IndexSummary {
    try await CommitIndexer(
      SQLiteCommitStore(file), IndexRequest(path: clone, selection: Selection(), jobs: 1, now: Timestamp(seconds: 0))
    ).run()
  }
  _ = try await index()
  try git("-C", clone, "update-ref", "HEAD", head[0].hex)
  func read() throws -> Int {
    let git = try GitRepository(containing: clone)
    guard let old = git.commit(named: "HEAD~\(count)") else { exit(66) }
    let reader = try CommitReader(path: clone, readsDiffs: true)
    let added = try CommitWalk(git, from: head, hiding: [old]).commits
    _ = reader.records(of: try added.map { try reader.facts($0) })
    return added.count
  }
  // Once before, so that neither figure has the first touch of the pack in it.
  let added = try read()
  let start = processorTime()
  guard try await index().read == added else { exit(70) }
  let indexed = processorTime()
  _ = try read()
  try answer(["index_ms": indexed - start, "read_ms": processorTime() - indexed, "commits": Double(added)])
  try? FileManager.default.removeItem(atPath: clone)
}
