import CCurl
import Foundation
import IpaiCore

/// Downloads files; it resumes what an earlier attempt left and tries again after failures that may be temporary.
package struct FileDownload: Sendable {
  /// Called with the number of bytes so far, and the number of all bytes or nil when the server does not say it.
  package typealias Progress = (_ done: Int, _ total: Int?) -> Void

  private let folder: String
  private let isCancelled: @Sendable () -> Bool
  /// Waits for some seconds; returns false when interrupted meanwhile.
  private let sleep: @Sendable (Double) -> Bool

  private static let attempts = 5
  /// The longest pause between two attempts, in seconds.
  private static let longestWait = 60.0

  /// Downloads that keep incomplete files in `folder`. `isCancelled` is asked all the time; `sleep` waits for some seconds
  /// between attempts and returns false when it was interrupted.
  package init(
    folder: String, isCancelled: @escaping @Sendable () -> Bool, sleep: (@Sendable (Double) -> Bool)? = nil
  ) {
    self.folder = folder
    self.isCancelled = isCancelled
    self.sleep = sleep ?? { Self.wait($0, isCancelled) }
  }

  /// Downloads a file and returns its path; nil when there is none at that address. The caller discards the file after use.
  ///
  /// Throws `IpaiError`: `.unavailable` when the file cannot be downloaded or is larger than `limit` bytes, `.conflict` when
  /// another process downloads it, `.denied` when the folder cannot be written, `.interrupted` when cancelled. What has
  /// arrived by then is kept, and the next call resumes from there.
  package func fetch(_ address: WebAddress, limit: Int, progress: @escaping Progress = { _, _ in }) throws -> String? {
    let part = try PartialFile(folder: folder, address)
    defer { part.close() }
    for attempt in 1...Self.attempts {
      let outcome = run(address, part, limit, progress)
      if isCancelled() { throw IpaiError(.interrupted, "interrupted") }
      if let failure = part.failure { throw failure }
      if outcome.code == CCURL_DONE, (200..<300).contains(outcome.status) { return part.path }
      if outcome.status == 404 {
        Self.discard(part.path)
        return nil
      }
      if outcome.status == 416 { part.startOver() }
      guard Self.mayGetBetter(outcome), attempt < Self.attempts else { throw Self.failure(address, outcome) }
      guard sleep(Self.pause(after: attempt, outcome)) else { throw IpaiError(.interrupted, "interrupted") }
    }
    throw IpaiError(.unavailable, "cannot fetch \(address)")
  }

  /// Removes a file that was downloaded and is no longer needed.
  package static func discard(_ path: String) {
    unlink(path)
    unlink(PartialFile.tagPath(of: path))
  }

  private func run(
    _ address: WebAddress, _ part: PartialFile, _ limit: Int, _ progress: @escaping Progress
  ) -> HTTPTransfer.Outcome {
    var request = HTTPTransfer.Request(address)
    request.headers = part.resumeHeaders
    request.followsRedirects = true
    return HTTPTransfer.run(request, isCancelled: isCancelled) { status, headers, bytes in
      // The body of an error is not a part of the file.
      guard (200..<300).contains(status) else { return true }
      return part.take(bytes, status, headers, limit, progress)
    }
  }

  private static func mayGetBetter(_ outcome: HTTPTransfer.Outcome) -> Bool {
    if outcome.code == CCURL_DONE { return [408, 416, 425, 429, 500, 502, 503, 504].contains(outcome.status) }
    return outcome.code == CCURL_FAILED
  }

  /// The pause in seconds that the server asks for (RFC 9110, section 10.2.3), or else one that doubles with each attempt.
  private static func pause(after attempt: Int, _ outcome: HTTPTransfer.Outcome) -> Double {
    let wanted = outcome.headers["retry-after"].flatMap(RetryAfter.seconds)
    return min(longestWait, wanted ?? 0.5 * Double(1 << attempt))
  }

  private static func wait(_ seconds: Double, _ isCancelled: () -> Bool) -> Bool {
    let end = Date(timeIntervalSinceNow: seconds)
    while Date() < end {
      if isCancelled() { return false }
      Thread.sleep(forTimeInterval: min(0.1, max(0, end.timeIntervalSinceNow)))
    }
    return true
  }

  private static func failure(_ address: WebAddress, _ outcome: HTTPTransfer.Outcome) -> IpaiError {
    if outcome.code == CCURL_DONE {
      return IpaiError(.unavailable, "cannot fetch \(address): the server answered with status \(outcome.status)")
    }
    return IpaiError(.unavailable, "cannot fetch \(address): \(outcome.message)")
  }
}
