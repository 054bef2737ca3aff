import Foundation
import IpaiCore

/// A pipe that nobody writes to: who reads from it learns that this process has ended, however it did.
final class Lifeline: Sendable {
  /// The end that is read from.
  let reading: Int32
  private let writing: Int32

  /// Makes a pipe that no other program inherits. Throws `IpaiError(.unavailable)` when there are no descriptors left.
  init() throws(IpaiError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw IpaiError(.unavailable, "cannot make a pipe: \(SystemFailure().reason)") }
    // A program that is started in between inherits none: Subprocess closes what it was not told to hand on.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    reading = ends[0]
    writing = ends[1]
  }

  deinit {
    close(reading)
    close(writing)
  }
}
