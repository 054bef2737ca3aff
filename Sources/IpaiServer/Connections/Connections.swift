import HummingbirdCore
import Synchronization

/// The connections of a server: how many are open, and which of them wait for a request. When there is no room left, one that
/// waits is closed, so that nobody can keep others out by opening connections without sending anything.
final class Connections: AvailableConnectionsDelegate {
  private let limit: Int
  private let state = Mutex(State())

  /// What a connection has done so far.
  enum Kind {
    /// It has sent nothing yet.
    case new
    /// It has sent at least one request.
    case used
  }

  private struct State {
    var open = 0
    /// How many of them were closed to make room, but are not gone yet.
    var closing = 0
    var new = Queue()
    var used = Queue()
  }

  /// Connections in the order in which they began to wait.
  private struct Queue {
    private(set) var waiting: [Int: @Sendable () -> Void] = [:]
    private var first = 0
    private var next = 0

    mutating func add(_ close: @escaping @Sendable () -> Void) -> Int {
      defer { next += 1 }
      waiting[next] = close
      return next
    }

    mutating func remove(_ place: Int) { waiting[place] = nil }

    mutating func takeFirst() -> (@Sendable () -> Void)? {
      while first < next {
        defer { first += 1 }
        if let close = waiting.removeValue(forKey: first) { return close }
      }
      return nil
    }
  }

  /// The place of a connection that waits.
  struct Place {
    fileprivate let kind: Kind
    fileprivate let number: Int
  }

  /// No connections so far, and room for `limit`.
  init(limit: Int) { self.limit = limit }

  /// Counts a new connection, and makes room if there is none left.
  func connectionOpened() {
    let close = state.withLock { state in
      state.open += 1
      return makeRoom(&state)
    }
    close?()
  }

  /// Counts a connection that is gone.
  func connectionClosed() {
    state.withLock { state in
      state.open -= 1
      state.closing = max(0, state.closing - 1)
    }
  }

  /// Whether there is room for another connection.
  func isAcceptingNewConnections() -> Bool { state.withLock { $0.open < limit } }

  /// Notes that a connection waits for a request. `close` may be called to make room.
  func wait(_ kind: Kind, close: @escaping @Sendable () -> Void) -> Place {
    let (place, close) = state.withLock { state in
      switch kind {
      case .new:
        // A new connection made room for itself when it was opened.
        return (Place(kind: .new, number: state.new.add(close)), nil as (@Sendable () -> Void)?)
      case .used: return (Place(kind: .used, number: state.used.add(close)), makeRoom(&state))
      }
    }
    close?()
    return place
  }

  /// Notes that a connection has sent its request, or is gone.
  func leave(_ place: Place) {
    state.withLock { state in
      switch place.kind {
      case .new: state.new.remove(place.number)
      case .used: state.used.remove(place.number)
      }
    }
  }

  /// What closes one connection, if there are as many as there may be. Only when those that never sent a request hold more than a
  /// quarter of the places, one of them has to go first.
  private func makeRoom(_ state: inout State) -> (@Sendable () -> Void)? {
    guard state.open - state.closing >= limit else { return nil }
    let areNewMany = state.new.waiting.count > limit / 4
    let close = if areNewMany { state.new.takeFirst() } else { state.used.takeFirst() ?? state.new.takeFirst() }
    if close != nil { state.closing += 1 }
    return close
  }
}
