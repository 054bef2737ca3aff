import Synchronization
import Testing

@testable import IpaiServer

/// What enforces the limits of the HTTP server, without a socket.
@Suite(.timeLimit(.minutes(3))) struct LimitTests {
  /// Connections, and the names of those that were closed to make room.
  private final class Room: Sendable {
    let connections: Connections
    private let names = Mutex<[String]>([])

    init(limit: Int) { connections = Connections(limit: limit) }

    var closed: [String] { names.withLock { $0 } }

    func open() { connections.connectionOpened() }

    func wait(_ name: String, _ kind: Connections.Kind) -> Connections.Place {
      connections.wait(kind) { [self] in
        names.withLock { $0.append(name) }
        connections.connectionClosed()
      }
    }
  }

  @Test func theConnectionThatWaitedLongestMakesRoom() {
    let room = Room(limit: 4)
    var places: [Connections.Place] = []
    for name in ["a", "b", "c"] {
      room.open()
      places.append(room.wait(name, .used))
    }
    #expect(room.closed.isEmpty && room.connections.isAcceptingNewConnections())
    // This connection sends a request, and then waits again.
    room.connections.leave(places[0])
    _ = room.wait("a", .used)
    room.open()
    #expect(room.closed == ["b"] && room.connections.isAcceptingNewConnections())
  }

  @Test func thoseThatNeverSentARequestHoldNoMoreThanAQuarter() {
    let room = Room(limit: 8)
    for name in ["a", "b"] {
      room.open()
      _ = room.wait(name, .used)
    }
    for index in 0..<20 {
      room.open()
      _ = room.wait("new \(index)", .new)
    }
    #expect(room.closed == (0..<15).map { "new \($0)" })
  }

  @Test func whereAllAreBusyNobodyIsLetIn() {
    let room = Room(limit: 2)
    for _ in 0..<2 {
      room.open()
      room.connections.leave(room.wait("busy", .new))
    }
    #expect(room.closed.isEmpty && !room.connections.isAcceptingNewConnections())
    _ = room.wait("ready", .used)
    #expect(room.closed == ["ready"] && room.connections.isAcceptingNewConnections())
  }

  @Test func aNewConnectionGoesWhereNoOtherWaits() {
    let room = Room(limit: 8)
    room.open()
    _ = room.wait("half-open", .new)
    for _ in 0..<7 {
      room.open()
      room.connections.leave(room.wait("busy", .new))
    }
    #expect(room.closed == ["half-open"])
  }

  @Test func largeBodiesLeaveRoomForSmallOnes() {
    let budget = ByteBudget(limit: 4 << 20)
    var large: ByteBudget.Share? = budget.share(announced: nil)
    #expect(large?.take(3 << 20) == true && large?.take(1) == false)
    // A request that announces a large body gets nothing of the quarter that is reserved for small ones, from the first byte on.
    #expect(!budget.share(announced: 1 << 20).take(1))
    let small = budget.share(announced: 256 << 10)
    #expect(small.take(256 << 10) && !small.take(1))
    large = nil
    #expect(small.take(1 << 20))
  }
}
