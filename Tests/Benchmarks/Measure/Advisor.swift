import Foundation
import IpaiAdvisor
import IpaiCore
import IpaiHTTP

/// Reads the account at an address of the stand-in into a snapshot, as fast as it answers: `ipai advisor scan` keeps the API's limits,
/// with which 10,000 resources take an hour.
func measureAccountReading(_ address: String, _ file: String, hasMetrics: Bool) async throws {
  var options = AccountScan.Options()
  options.requestsPerMinute = 10_000_000
  options.hasMetrics = hasMetrics
  let scan = AccountScan(
    try WebAddress(address), host: "127.0.0.1", token: Secret("dop_v1_of_the_benchmark"), options: options
  ) { _ in }
  let start = DispatchTime.now().uptimeNanoseconds
  let outcome = try await scan.run(journal: nil, now: Date())
  let seconds = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
  for warning in outcome.warnings.prefix(10) { FileHandle.standardError.write(Data((warning + "\n").utf8)) }
  try SnapshotFile.write(outcome.facts, to: file)
  try answer(["seconds": seconds])
}

/// Prints how many milliseconds of processor time each step of judging a snapshot takes, the best of `rounds`, and the ten slowest rules.
func measureJudging(_ file: String, rounds: Int) throws {
  func processorTime() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) * 1e3 }
  var best: [String: Double] = [:]
  func timed<Value>(_ step: String, _ work: () throws -> Value) rethrows -> Value {
    let start = processorTime()
    defer { best[step] = min(best[step] ?? .infinity, processorTime() - start) }
    return try work()
  }
  var rules: [String: Double] = [:]
  for _ in 0..<rounds {
    let facts = try timed("read") { try SnapshotFile.read(file) }
    let view = timed("view") { AccountView(facts) }
    let assessment = timed("judge") { Judge().assess(view) }
    _ = timed("score") {
      Score(assessment, firstSeen: [:], now: facts.readAt.timestamp).overall
    }
    _ = try timed("encode") { try JSONEncoder().encode(assessment.findings) }
    for rule in RuleList.all {
      let start = processorTime()
      _ = rule.judge(view)
      rules[rule.id] = min(rules[rule.id] ?? .infinity, processorTime() - start)
    }
    best["findings"] = Double(assessment.findings.count)
  }
  for (rule, milliseconds) in rules.sorted(by: { $0.value > $1.value }).prefix(10) { best[rule] = milliseconds }
  try answer(best)
}
