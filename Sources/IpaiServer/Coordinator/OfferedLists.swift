import IpaiCore
import IpaiRouting
import IpaiUpstreams
import Logging
import Synchronization

/// What each server offers, as it was listed last. The lists of a server that does not answer stay for a time, so that a model does
/// not lose tools that come back.
final class OfferedLists: Sendable {
  private let state = Mutex<[String: Entry]>([:])
  private let now: @Sendable () -> Double

  /// How long, in seconds, the lists of a server that does not answer stay.
  static let graceSeconds = 900.0

  private struct Entry {
    /// What it listed; nil when it never has.
    var lists: UpstreamLists?
    /// Since when the server has not answered; nil when it has.
    var silentSince: Double?
    var failure: String?
  }

  /// No lists yet. `now` is a clock in seconds that does not go back.
  init(now: @escaping @Sendable () -> Double) { self.now = now }

  /// The lists of all servers, by name.
  var all: [String: UpstreamLists] {
    let now = now()
    return state.withLock { entries in
      entries.compactMapValues { entry in
        if let since = entry.silentSince, now - since > Self.graceSeconds { return nil }
        return entry.lists
      }
    }
  }

  /// Why a server did not answer when it was asked last; nil when it did, or was not asked.
  func failure(of server: String) -> String? { state.withLock { $0[server]?.failure } }

  /// Whether a server has answered when it was asked last; nil when it was never asked.
  func hasAnswered(_ server: String) -> Bool? {
    state.withLock { entries in entries[server].map { $0.silentSince == nil } }
  }

  /// Keeps what a server listed. Returns whether that is new.
  func keep(_ lists: UpstreamLists, of server: String) -> Bool {
    state.withLock { entries in
      // Lists that come back may have been dropped meanwhile.
      let isNew = entries[server]?.lists != lists || entries[server]?.silentSince != nil
      entries[server] = Entry(lists: lists)
      return isNew
    }
  }

  /// Forgets a server, which is gone or has become another one.
  func forget(_ server: String) { state.withLock { $0[server] = nil } }

  /// Notes that a server did not answer. Returns whether it did before.
  func noteSilence(of server: String, _ failure: String) -> Bool {
    let now = now()
    return state.withLock { entries in
      var entry = entries[server] ?? Entry()
      let wasHeard = entry.silentSince == nil
      entry.silentSince = entry.silentSince ?? now
      entry.failure = failure
      entries[server] = entry
      return wasHeard
    }
  }
}
