import Foundation
package import IpaiCore
import Synchronization

/// Keeps what a scan has read so far in a file, so that one which was interrupted goes on where it stopped. What is kept are facts, never
/// answers as they came, so that nothing secret is in it.
package final class ScanJournal: Sendable {
  /// What a scan is of: another one does not go on with its parts.
  private struct Head: Codable, Equatable {
    var format = AccountFacts.currentFormat
    /// The address of the API.
    let address: String
    /// A digest of the token, which tells tokens apart.
    let token: String
    /// Whether metrics are read.
    let hasMetrics: Bool
    let readAt: FactTime

    enum CodingKeys: String, CodingKey {
      case format, address, token
      case hasMetrics = "has_metrics"
      case readAt = "read_at"
    }

    func isSame(as other: Head) -> Bool {
      format == other.format && address == other.address && token == other.token && hasMetrics == other.hasMetrics
    }
  }

  private struct Line: Codable {
    let path: String
    let value: String
    let readAt: FactTime
    /// When it was kept, by this machine's clock; nil in a journal of an older ipai.
    let keptAt: FactTime?

    enum CodingKeys: String, CodingKey {
      case path, value
      case readAt = "read_at"
      case keptAt = "kept_at"
    }
  }

  /// By how many seconds the server's clock was ahead of this machine's when the scan began.
  private struct Clock: Codable {
    let offset: Double

    enum CodingKeys: String, CodingKey { case offset = "clock_offset" }
  }

  /// What a file has.
  private struct Parts {
    var head: Head?
    var answers: [String: Line] = [:]
    var clockOffset: Double?
  }

  /// When the scan began that this one goes on with, or now, by this machine's clock.
  package let readAt: FactTime
  /// How many answers of an earlier scan there are.
  package let resumed: Int
  private let answers: [String: Line]
  private let openedAt: FactTime
  private let file: JournalFile
  private let failure = Mutex<IpaiError?>(nil)
  private let clock: Mutex<Double?>

  /// How old an interrupted scan may be, in seconds.
  private static let mostAge: Int64 = 3600
  /// How old an answer may be, in seconds, that others are compared with, such as the list of firewalls with that of Droplets.
  private static let mostAgeOfLists: Int64 = 300

  /// Opens the journal at `path`, and goes on with what is in it when it is of the same account and not older than an hour.
  ///
  /// Throws `IpaiError`: `.conflict` when another scan is writing it, and otherwise why it cannot be written, such as `.denied`, or
  /// `.unavailable` for a full disk.
  package init(path: String, address: String, token: Secret, hasMetrics: Bool, now: FactTime) throws {
    let wanted = Head(
      address: address, token: AccessKeyName.key(token.reveal()), hasMetrics: hasMetrics, readAt: now)
    openedAt = now
    file = try JournalFile(path)
    let parts = Self.parts(of: file.content())
    if let head = parts.head, !parts.answers.isEmpty, head.isSame(as: wanted),
      (0...Self.mostAge).contains(now.timestamp.seconds - head.readAt.timestamp.seconds)
    {
      readAt = head.readAt
      answers = parts.answers
      clock = Mutex(parts.clockOffset)
    } else {
      readAt = now
      answers = [:]
      clock = Mutex(nil)
      try file.empty()
      try file.append(Self.line(wanted))
    }
    resumed = answers.count
  }

  /// The journal of scans of an account in `folder`, which is made where it is missing. Where it cannot be used, there is none, and
  /// `problem` says why: a scan need not fail for it.
  package static func opened(
    in folder: String, address: String, token: Secret, hasMetrics: Bool, now: FactTime
  ) -> (journal: ScanJournal?, problem: String?) {
    do {
      try JournalFile.makeFolder(folder)
      let path = folder + "/scan-\(AccessKeyName.key(address + token.reveal())).jsonl"
      return (
        try ScanJournal(path: path, address: address, token: token, hasMetrics: hasMetrics, now: now), nil
      )
    } catch {
      return (nil, Self.warning(error))
    }
  }

  private static func warning(_ error: any Error) -> String {
    "this scan cannot go on later if it is interrupted: \(IpaiError.summary(of: error))"
  }

  private static func parts(of data: Data) -> Parts {
    var lines = data.split(separator: UInt8(ascii: "\n"))[...]
    guard let first = lines.popFirst(), let head = try? JSONDecoder().decode(Head.self, from: Data(first)) else {
      return Parts()
    }
    var parts = Parts(head: head)
    // The last line may be half of one.
    for data in lines.map({ Data($0) }) {
      if let line = try? JSONDecoder().decode(Line.self, from: data) {
        parts.answers[line.path] = line
      } else if let clock = try? JSONDecoder().decode(Clock.self, from: data) {
        parts.clockOffset = clock.offset
      }
    }
    return parts
  }

  private static func line(_ value: some Encodable) throws -> Data {
    try JSONEncoder().encode(value) + Data([UInt8(ascii: "\n")])
  }

  /// What was read from a path before, and when; nil where nothing was, or where it may not fit what is read now: a Droplet that was made
  /// meanwhile would be missing in an older list of what protects it. Metrics are of one resource each.
  func value<Value: Decodable>(_ path: String, _ type: Value.Type) -> (value: Value, readAt: FactTime)? {
    guard let line = answers[path], MetricWindow.isPath(path) || isFresh(line),
      let value = try? JSONDecoder().decode(type, from: Data(line.value.utf8))
    else { return nil }
    return (value, line.readAt)
  }

  private func isFresh(_ line: Line) -> Bool {
    guard let keptAt = line.keptAt else { return false }
    return abs(openedAt.timestamp.seconds - keptAt.timestamp.seconds) <= Self.mostAgeOfLists
  }

  /// Keeps what was read from a path. A disk that is full stops nothing but going on later, which `problem` says.
  func add(
    _ path: String, _ value: some Encodable, readAt: FactTime, keptAt: FactTime = FactTime(Timestamp(Date()))
  ) {
    guard let text = try? JSONEncoder().encode(value),
      let line = try? Self.line(
        Line(path: path, value: String(decoding: text, as: UTF8.self), readAt: readAt, keptAt: keptAt))
    else { return }
    append(line)
  }

  /// By how many seconds the server's clock was ahead of this machine's when the scan began; nil where that is not known.
  var clockOffset: Double? { clock.withLock(\.self) }

  /// Keeps by how many seconds the server's clock is ahead, the first time.
  func keep(clockOffset offset: Double) {
    let isFirst = clock.withLock { clock in
      defer { clock = clock ?? offset }
      return clock == nil
    }
    if isFirst, let line = try? Self.line(Clock(offset: offset)) { append(line) }
  }

  private func append(_ line: Data) {
    failure.withLock { failure in
      guard failure == nil else { return }
      do throws(IpaiError) { try file.append(line) } catch { failure = error }
    }
  }

  /// Why not all that was read is kept, in words; nil where all is.
  var problem: String? { failure.withLock { $0.map(Self.warning) } }

  /// Forgets what was read, because the scan has come to its end.
  package func finish() { file.remove() }
}
