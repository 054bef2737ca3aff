import Synchronization
import Testing

@testable import MCP

@Suite struct AlarmTests {
  @Test func theyRingInTheOrderOfTheirTimesWhateverOrderTheyWereSetIn() async {
    let alarms = Alarms()
    let (rung, source) = AsyncStream<Int>.makeStream()
    let start = ContinuousClock.now
    for (name, milliseconds) in [(3, 300), (1, 20), (2, 150)] {
      _ = alarms.set(at: start + .milliseconds(milliseconds)) { source.yield(name) }
    }
    var order: [Int] = []
    for await name in rung {
      order.append(name)
      if order.count == 3 { break }
    }
    // Those that are due at once, as on a slow machine, ring in the order of their times too.
    #expect(order == [1, 2, 3])
  }

  @Test func oneThatIsTakenBackDoesNotRing() async {
    let alarms = Alarms()
    let hasRung = Mutex(false)
    let moment = ContinuousClock.now + .milliseconds(20)
    let number = alarms.set(at: moment) { hasRung.withLock { $0 = true } }
    alarms.remove(number)
    await alarms.wait(until: moment + .milliseconds(50))
    #expect(!hasRung.withLock { $0 })
    #expect(ContinuousClock.now >= moment)
  }

  @Test func oneThatIsSetAfterAllHaveRungRingsToo() async {
    let alarms = Alarms()
    for _ in 0..<3 { await alarms.wait(until: .now + .milliseconds(10)) }
  }

  @Test func waitingEndsWithTheTask() async {
    let alarms = Alarms()
    let waiting = Task { await alarms.wait(until: .now + .seconds(3_600)) }
    waiting.cancel()
    await waiting.value
  }

  @Test func manyRingOnceEach() async {
    let alarms = Alarms()
    let (rung, source) = AsyncStream<Int>.makeStream()
    for number in 0..<1_000 {
      _ = alarms.set(at: .now + .microseconds(number % 7 * 1_000)) { source.yield(number) }
    }
    var seen: Set<Int> = []
    for await number in rung {
      #expect(seen.insert(number).inserted)
      if seen.count == 1_000 { break }
    }
  }
}
