import Testing

@testable import IpaiRouting

@Suite struct BreakerTests {
  @Test func itOpensAfterFailuresInARow() {
    var breaker = Breaker(failures: 3, seconds: 10)
    breaker.failed(at: 0)
    breaker.failed(at: 1)
    breaker.succeeded()
    breaker.failed(at: 2)
    breaker.failed(at: 3)
    #expect(breaker.state(at: 3) == .closed)
    let opened = breaker.failed(at: 4)
    #expect(opened)
    #expect(breaker.state(at: 4) == .open)
    #expect(breaker.retrySeconds(at: 6) == 8)
    let admitted = breaker.admits(at: 13)
    #expect(!admitted)
  }

  @Test func oneCallFindsOutWhetherItWorksAgain() {
    var breaker = Breaker(failures: 1, seconds: 10)
    breaker.failed(at: 0)
    #expect(breaker.state(at: 10) == .halfOpen)
    let admitted = [breaker.admits(at: 10), breaker.admits(at: 10)]
    #expect(admitted == [true, false])
    breaker.succeeded()
    #expect(breaker.state(at: 10) == .closed)
  }

  @Test func aServerThatFailsAgainIsLeftAloneForLonger() {
    var breaker = Breaker(failures: 1, seconds: 10)
    breaker.failed(at: 0)
    var now = 10.0
    for pause in [20.0, 40, 80, 160, 300, 300] {
      let admitted = breaker.admits(at: now)
      let opened = breaker.failed(at: now)
      #expect(admitted && opened)
      #expect(breaker.retrySeconds(at: now) == pause)
      now += pause
    }
  }

  @Test func aCallerWhoLeavesLetsTheNextOneTry() {
    var breaker = Breaker(failures: 1, seconds: 10)
    breaker.failed(at: 0)
    let first = breaker.admits(at: 10)
    breaker.gaveUp()
    let second = breaker.admits(at: 10)
    #expect(first && second)
  }

  @Test func lateFailuresOfOldCallsChangeNothing() {
    var breaker = Breaker(failures: 1, seconds: 10)
    breaker.failed(at: 0)
    let opened = breaker.failed(at: 5)
    #expect(!opened)
    #expect(breaker.retrySeconds(at: 5) == 5)
  }

  @Test(arguments: [
    (AttemptOutcome.answered, CallEffect.read, false), (.notDone, .write, true), (.notDone, .read, true),
    (.unknown, .read, true), (.unknown, .idempotent, true), (.unknown, .write, false),
  ])
  func aWriteOfUnknownOutcomeIsNotRepeated(_ outcome: AttemptOutcome, _ effect: CallEffect, _ allows: Bool) {
    #expect(outcome.allowsAnother(effect) == allows)
  }
}
