import Dispatch
import Foundation
import Synchronization
import TestSupport
import Testing

/// Several processes that write memory at once, and one that is killed.
@Suite(.serialized, .onOwnThreads) struct MemoryWritersTests {
  private func ids(_ binary: Binary) throws -> [String] {
    let run = try binary.run("memory", "show", "s", "--format", "json", in: binary.home.path)
    #expect(run.status == 0, "\(run.error)")
    let shown = try JSONSerialization.jsonObject(with: run.output) as? [String: Any]
    return (shown?["messages"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
  }

  @Test func eightWritersLoseNothing() throws {
    let binary = try Binary()
    let each = 12
    let failures = Mutex<[String]>([])
    DispatchQueue.concurrentPerform(iterations: 8) { writer in
      for number in 0..<each {
        let id = "w\(writer)-\(number)"
        let run = try? binary.run(
          "memory", "add", "text of \(id)", "--session-id", "s", "--id", id, in: binary.home.path)
        if run?.status != 0 { failures.withLock { $0.append("\(id): \(run?.error ?? "did not run")") } }
      }
    }
    #expect(failures.withLock { $0 } == [])
    let stored = try ids(binary)
    #expect(stored.count == 8 * each && Set(stored).count == 8 * each)
    #expect(try binary.run("doctor", in: binary.home.path).status == 0)
  }

  /// A message of which the command said that it is stored is there, and none is half there.
  @Test func killsLoseNothingThatWasAcknowledged() throws {
    let binary = try Binary()
    let text = String(repeating: "a long text of words. ", count: 200)
    let start = ContinuousClock.now
    #expect(
      try binary.run("memory", "add", text, "--session-id", "s", "--id", "first", in: binary.home.path).status == 0)
    let duration = Double((ContinuousClock.now - start).components.attoseconds) / 1e18 + 0.005
    var acknowledged = ["first"]
    try untilKilled(30, within: duration, seed: 5) { round, moment in
      let id = "m\(round)"
      let run = try binary.run(
        "memory", "add", text, "--session-id", "s", "--id", id, in: binary.home.path, killAfter: moment)
      if run.status == 0 && !run.isKilled { acknowledged.append(id) }
      return run
    }
    let run = try binary.run("memory", "show", "s", "--format", "json", in: binary.home.path)
    let shown = try JSONSerialization.jsonObject(with: run.output) as? [String: Any]
    let messages = shown?["messages"] as? [[String: Any]] ?? []
    #expect(Set(acknowledged).isSubset(of: messages.compactMap { $0["id"] as? String }))
    #expect(messages.allSatisfy { $0["content"] as? String == text })
    #expect(try binary.run("doctor", in: binary.home.path).status == 0)
  }
}
