import Synchronization

/// The work that a server is doing. There is a limit to it, and nothing new is accepted once the server is shutting down.
final class Running: Sendable {
  private let limit: Int
  private let limitOfOne: Int
  private let state = Mutex(State())

  private struct State {
    var next = 0
    var stops: [Int: @Sendable () -> Void] = [:]
    var counts: [String: Int] = [:]
    var isClosed = false
  }

  /// A place for one piece of work.
  struct Place: Sendable {
    fileprivate let number: Int
    fileprivate let principal: String?
  }

  /// No work so far.
  ///
  /// `limit`: how many pieces of work there may be at the same time.
  /// `limitOfOne`: how many of them may be one principal's.
  init(limit: Int, limitOfOne: Int = .max) {
    self.limit = limit
    self.limitOfOne = limitOfOne
  }

  /// Takes a place for work of a principal's, which `stop` ends.
  ///
  /// - Throws: `RPCError` when there is no place.
  func enter(_ principal: String?, _ stop: @escaping @Sendable () -> Void) throws(RPCError) -> Place {
    let place: Place? = state.withLock { state in
      guard !state.isClosed, state.stops.count < limit else { return nil }
      if let principal {
        guard state.counts[principal, default: 0] < limitOfOne else { return nil }
        state.counts[principal, default: 0] += 1
      }
      state.next += 1
      state.stops[state.next] = stop
      return Place(number: state.next, principal: principal)
    }
    guard let place else { throw .busy }
    return place
  }

  /// Gives a place back.
  func leave(_ place: Place) {
    state.withLock { state in
      guard state.stops.removeValue(forKey: place.number) != nil, let principal = place.principal else { return }
      state.counts[principal, default: 1] -= 1
      if state.counts[principal] == 0 { state.counts[principal] = nil }
    }
  }

  /// Stops all work, for good.
  func close() {
    let stops = state.withLock { state in
      state.isClosed = true
      return Array(state.stops.values)
    }
    for stop in stops { stop() }
  }

  /// How many pieces of work there are.
  var count: Int { state.withLock { $0.stops.count } }
}
