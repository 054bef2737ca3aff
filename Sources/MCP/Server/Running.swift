import Synchronization

/// What a server works on at the moment: so much, and nothing new once it ends.
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

  /// `limitOfOne`: how much may be of one principal.
  init(limit: Int, limitOfOne: Int = .max) { (self.limit, self.limitOfOne) = (limit, limitOfOne) }

  /// Takes a place for work of a principal that `stop` ends.
  ///
  /// - Throws: `RPCError` when there is none.
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

  func leave(_ place: Place) {
    state.withLock { state in
      guard state.stops.removeValue(forKey: place.number) != nil, let principal = place.principal else { return }
      let rest = state.counts[principal, default: 1] - 1
      state.counts[principal] = rest > 0 ? rest : nil
    }
  }

  /// Stops everything, for good.
  func close() {
    let stops = state.withLock { state in
      state.isClosed = true
      return Array(state.stops.values)
    }
    for stop in stops { stop() }
  }

  var count: Int { state.withLock { $0.stops.count } }
}
