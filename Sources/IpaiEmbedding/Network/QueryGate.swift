import Dispatch
import Foundation
import IpaiCore
import Synchronization

/// Keeps searches from waiting for a service that does not answer: they take threads that others need.
final class QueryGate: Sendable {
  /// How many queries are embedded at once.
  private let places = DispatchSemaphore(value: 2)
  /// Whether somebody waits for a place; others do not.
  private let isAwaited = Mutex(false)
  /// Why the service could not be used last, and until when it is left alone.
  private let failure = Mutex<(error: IpaiError, until: DispatchTime)?>(nil)

  private let last = Mutex<IpaiError?>(nil)

  /// What went wrong last when passages were embedded.
  var lastError: IpaiError? {
    get { last.withLock { $0 } }
    set { last.withLock { $0 = newValue } }
  }

  /// How long a query waits for its turn.
  private static let patience = DispatchTimeInterval.milliseconds(500)
  /// How long a service is left alone after it could not be used.
  private static let pause = DispatchTimeInterval.seconds(30)

  /// Does some work, unless the service could not be used a moment ago or is busy.
  ///
  /// Throws what `work` throws; `IpaiError(.unavailable)` when the service is busy, and the error of the work that failed before.
  func pass<Value>(_ work: () throws -> Value) throws -> Value {
    try checkFailure()
    guard takePlace() else { throw IpaiError(.unavailable, "the embedder is busy with other searches") }
    defer { places.signal() }
    // What was waited for may have failed.
    try checkFailure()
    do { return try work() } catch let error as IpaiError where error.code == .unavailable || error.code == .denied {
      failure.withLock { $0 = (error, .now() + Self.pause) }
      throw error
    }
  }

  private func takePlace() -> Bool {
    if places.wait(timeout: .now()) == .success { return true }
    let waits = isAwaited.withLock { isAwaited -> Bool in
      if isAwaited { return false }
      isAwaited = true
      return true
    }
    guard waits else { return false }
    defer { isAwaited.withLock { $0 = false } }
    return places.wait(timeout: .now() + Self.patience) == .success
  }

  private func checkFailure() throws {
    let known = failure.withLock { failure -> IpaiError? in
      guard let known = failure else { return nil }
      if known.until > .now() { return known.error }
      failure = nil
      return nil
    }
    if let known { throw known }
  }
}
