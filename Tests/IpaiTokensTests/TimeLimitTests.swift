import Synchronization
import Testing

@testable import IpaiTokens

@Suite struct TimeLimitTests {
  @Test func whatIsInTimeIsReturned() async {
    #expect(await TimeLimit.within(.seconds(3_600)) { 5 } == 5)
  }

  /// A client for HTTP closes its connection when that happens.
  @Test func workThatIsLateIsCancelled() async {
    let (events, sink) = AsyncStream.makeStream(of: String.self)
    let (endless, source) = AsyncStream<Void>.makeStream()
    let result = await TimeLimit.within(.milliseconds(20)) {
      for await _ in endless {}
      if Task.isCancelled { sink.yield("cancelled") }
      sink.finish()
      return 5
    }
    #expect(result == nil)
    var seen: [String] = []
    for await event in events { seen.append(event) }
    #expect(seen == ["cancelled"])
    source.finish()
  }
}
