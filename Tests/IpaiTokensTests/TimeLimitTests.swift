import Synchronization
import Testing

@testable import IpaiTokens

@Suite struct TimeLimitTests {
  @Test func whatIsInTimeIsReturned() async {
    let start = ContinuousClock.now
    #expect(await TimeLimit.within(.seconds(60)) { 5 } == 5)
    #expect(.now - start < .seconds(30))
  }

  /// A client for HTTP closes its connection when that happens.
  @Test func workThatIsLateIsCancelled() async {
    let (events, sink) = AsyncStream.makeStream(of: String.self)
    let result = await TimeLimit.within(.milliseconds(20)) {
      do { try await Task.sleep(for: .seconds(20)) } catch { sink.yield("cancelled") }
      sink.finish()
      return 5
    }
    #expect(result == nil)
    var seen: [String] = []
    for await event in events { seen.append(event) }
    #expect(seen == ["cancelled"])
  }
}
