import IpaiCore
import Synchronization
import Testing

extension OrderedWork {
  /// Hands over all outputs until `consume` returns false, and returns whether there were no more.
  fileprivate func run(
    _ next: sending @escaping () throws -> Piece?, _ consume: (Output) throws -> Bool
  ) throws -> Bool {
    let results = start(next)
    defer { results.stop() }
    while let output = try results.next() {
      guard try consume(output) else { return false }
    }
    return true
  }
}

@Suite struct OrderedWorkTests {
  private struct Failure: Error, Equatable {
    let piece: Int
  }

  private let doubling = OrderedWork<Int, Int>(threads: 3) { { $0 * 2 } }

  /// Gives the numbers below `end`.
  private static func numbers(to end: Int) -> sending () -> Int? {
    var next = 0
    return {
      guard next < end else { return nil }
      next += 1
      return next - 1
    }
  }

  @Test(arguments: [0, 1, 5, 1_000]) func outputsComeInTheOrderOfThePieces(count: Int) throws {
    var outputs: [Int] = []
    let isWhole = try doubling.run(Self.numbers(to: count)) {
      outputs.append($0)
      return true
    }
    #expect(isWhole)
    #expect(outputs == (0..<count).map { $0 * 2 })
  }

  @Test func theConsumerCanStop() throws {
    var outputs: [Int] = []
    let isWhole = try doubling.run(Self.numbers(to: 1_000)) {
      outputs.append($0)
      return outputs.count < 10
    }
    #expect(!isWhole)
    #expect(outputs.count == 10)
  }

  @Test func theErrorOfAPieceComesAfterWhatIsBeforeIt() throws {
    let work = OrderedWork<Int, Int>(threads: 3) {
      { piece in
        if piece >= 20 { throw Failure(piece: piece) }
        return piece
      }
    }
    var outputs: [Int] = []
    #expect(throws: Failure(piece: 20)) {
      try work.run(Self.numbers(to: 1_000)) {
        outputs.append($0)
        return true
      }
    }
    #expect(outputs == Array(0..<20))
  }

  @Test func theErrorOfTheSourceComesAfterItsPieces() throws {
    let source = Source()
    var outputs: [Int] = []
    #expect(throws: Failure(piece: 7)) {
      try doubling.run({ try source.next(failingAfter: 7) }) {
        outputs.append($0)
        return true
      }
    }
    #expect(outputs == (1...7).map { $0 * 2 })
  }

  @Test func aWorkerThatCannotBeMadeIsAnError() throws {
    let work = OrderedWork<Int, Int>(threads: 2) { throw Failure(piece: -1) }
    #expect(throws: Failure(piece: -1)) { try work.run(Self.numbers(to: 3)) { _ in true } }
  }

  @Test func onlyAFewPiecesAreTakenBeforeTheyAreConsumed() throws {
    let source = Source()
    var most = 0
    var consumed = 0
    _ = try doubling.run({ source.next() }) { _ in
      most = max(most, source.count - consumed)
      consumed += 1
      return consumed < 200
    }
    #expect((1...12).contains(most))
  }

  /// Numbers without end.
  private final class Source: Sendable {
    private let taken = Mutex(0)

    var count: Int { taken.withLock { $0 } }

    func next(failingAfter last: Int) throws -> Int {
      if count == last { throw Failure(piece: last) }
      return next()
    }

    func next() -> Int {
      taken.withLock { taken in
        taken += 1
        return taken
      }
    }
  }
}
