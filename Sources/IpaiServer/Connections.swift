import HummingbirdCore
import Synchronization

/// The connections of a server: how many are open, and which of them wait for a request. When there is no room left, one that
/// waits is closed, so that nobody can keep others out by opening connections and sending nothing.
final class Connections: AvailableConnectionsDelegate {
  private let limit: Int
  private let state = Mutex(State())

  /// What a connection has done so far.
  enum Kind {
    /// Nothing yet.
    case new
    /// At least one request.
    case used
  }

  private struct State {
    var open = 0
    /// Of those, how many were closed to make room and are not gone yet.
    var closing = 0
    var new = Queue()
    var used = Queue()
  }

  /// Connections in the order in which they began to wait.
  private struct Queue {
    private(set) var waiting: [Int: @Sendable () -> Void] = [:]
    private var (first, next) = (0, 0)

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

  /// Where a connection waits.
  struct Place {
    fileprivate let kind: Kind
    fileprivate let number: Int
  }

  init(limit: Int) { self.limit = limit }

  func connectionOpened() {
    let close = state.withLock { state in
      state.open += 1
      return makeRoom(&state)
    }
    close?()
  }

  func connectionClosed() {
    state.withLock { state in
      state.open -= 1
      state.closing = max(0, state.closing - 1)
    }
  }

  func isAcceptingNewConnections() -> Bool { state.withLock { $0.open < limit } }

  /// A connection waits for a request from now on; `close` may be called to make room.
  func wait(_ kind: Kind, close: @escaping @Sendable () -> Void) -> Place {
    let (place, close) = state.withLock { state in
      let number = kind == .new ? state.new.add(close) : state.used.add(close)
      // A new one has just made room for itself.
      return (Place(kind: kind, number: number), kind == .new ? nil : makeRoom(&state))
    }
    close?()
    return place
  }

  /// A connection has got its request, or is gone.
  func leave(_ place: Place) {
    state.withLock { state in
      switch place.kind {
      case .new: state.new.remove(place.number)
      case .used: state.used.remove(place.number)
      }
    }
  }

  /// Closes one connection where there are as many as there may be. Those that never sent a request may hold a quarter of them
  /// before the others have to go.
  private func makeRoom(_ state: inout State) -> (@Sendable () -> Void)? {
    guard state.open - state.closing >= limit else { return nil }
    let areNewMany = state.new.waiting.count > limit / 4
    let close = areNewMany ? state.new.takeFirst() : state.used.takeFirst() ?? state.new.takeFirst()
    if close != nil { state.closing += 1 }
    return close
  }
}
