import IpaiCommands
import Testing

@Suite struct ProgressTextTests {
  private static let phases = [
    "walking the history", "removing old words", "reading commits", "computing embeddings", "optimizing the index",
    "downloading model.safetensors, kB",
  ]

  @Test(arguments: phases)
  func eightyColumnsKeepTheTimeLeftInView(phase: String) {
    let text = ProgressText(phase: phase, done: 654_321, total: 1_234_567, elapsed: 4000)
    for columns in 60...119 {
      let line = text.fitted(to: columns)
      #expect(line.count <= columns && line.hasSuffix("59m8s left") && line.contains("53%"), "\(columns): \(line)")
    }
    #expect(text.fitted(to: 119).contains("[############............]"))
  }

  @Test func theBarGivesWayFirstAndTheTimeLeftLast() {
    let text = ProgressText(phase: "reading commits", done: 7500, total: 15_000, elapsed: 3)
    #expect(text.fitted(to: 79) == "reading commits  [############............]  50%  7500/15000  2500/s  3s left")
    #expect(text.fitted(to: 59) == "reading commits  [###...]  50%  7500/15000  2500/s  3s left")
    #expect(text.fitted(to: 54) == "reading commits  50%  7500/15000  2500/s  3s left")
    #expect(text.fitted(to: 40) == "reading commits  50%  3s left")
    #expect(text.fitted(to: 20) == "readi…  50%  3s left")
    #expect(text.plain == "reading commits  50%  7500/15000  2500/s  3s left")
  }

  @Test func whatIsNotKnownIsNotShown() {
    // A limit that is known counts more than the pace so far.
    let limited = ProgressText(phase: "reading", done: 50, total: 100, elapsed: 1, leastSeconds: 90)
    #expect(limited.plain.hasSuffix("1m30s left"), "\(limited.plain)")
    #expect(ProgressText(phase: "walking", done: 0, total: 0, elapsed: 9).fitted(to: 79) == "walking")
    #expect(ProgressText(phase: "walking", done: 7, total: 0, elapsed: 9).fitted(to: 79) == "walking  (7)")
    let fresh = ProgressText(phase: "reading", done: 0, total: 10, elapsed: 0)
    #expect(fresh.fitted(to: 79) == "reading  [........................]  0%  0/10")
    #expect(ProgressText(phase: "reading", done: 30, total: 10, elapsed: 1).fitted(to: 79).contains("100%"))
    for columns in 1...30 { #expect(fresh.fitted(to: columns).count <= columns) }
  }
}
