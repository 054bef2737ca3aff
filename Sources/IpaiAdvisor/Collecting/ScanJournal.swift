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
  }

  /// When the scan began that this one goes on with, or now.
  package let readAt: FactTime
  /// How many answers of an earlier scan there are.
  package let resumed: Int
  private let path: String
  private let answers: [String: String]
  private let file: Mutex<FileHandle>

  /// How old an interrupted scan may be, in seconds.
  private static let mostAge: Int64 = 3600
  private static let mostBytes = 1 << 28

  /// Opens the journal at `path`, and goes on with what is in it when it is of the same account and not older than an hour.
  ///
  /// Throws `IpaiError(.denied)` when it cannot be written, and `.conflict` when another scan is writing it.
  package init(path: String, address: String, token: Secret, hasMetrics: Bool, now: FactTime) throws {
    self.path = path
    let wanted = Head(
      address: address, token: AccessKeyName.key(token.reveal()), hasMetrics: hasMetrics, readAt: now)
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw SystemFailure().error("keep the scan in", path) }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw IpaiError(
        .conflict, "another scan of this account is under way", hint: "wait until it has ended, or stop it")
    }
    let (head, answers) = Self.read(handle)
    if let head, head.isSame(as: wanted),
      (0...Self.mostAge).contains(now.timestamp.seconds - head.readAt.timestamp.seconds)
    {
      readAt = head.readAt
      self.answers = answers
    } else {
      readAt = now
      self.answers = [:]
      try handle.truncate(atOffset: 0)
      try handle.seek(toOffset: 0)
      try handle.write(contentsOf: Self.line(wanted))
    }
    resumed = self.answers.count
    try handle.seekToEnd()
    file = Mutex(handle)
  }

  private static func read(_ handle: FileHandle) -> (Head?, [String: String]) {
    guard let data = try? handle.read(upToCount: mostBytes) else { return (nil, [:]) }
    var lines = data.split(separator: UInt8(ascii: "\n"))[...]
    guard let first = lines.popFirst(), let head = try? JSONDecoder().decode(Head.self, from: Data(first)) else {
      return (nil, [:])
    }
    var answers: [String: String] = [:]
    for line in lines {
      // The last line may be half of one.
      guard let line = try? JSONDecoder().decode(Line.self, from: Data(line)) else { continue }
      answers[line.path] = line.value
    }
    return (head, answers)
  }

  private static func line(_ value: some Encodable) throws -> Data {
    try JSONEncoder().encode(value) + Data([UInt8(ascii: "\n")])
  }

  /// What was read from a path before; nil where nothing was.
  func value<Value: Decodable>(_ path: String, _ type: Value.Type) -> Value? {
    guard let text = answers[path] else { return nil }
    return try? JSONDecoder().decode(type, from: Data(text.utf8))
  }

  /// Keeps what was read from a path. A disk that is full stops nothing but going on later.
  func add(_ path: String, _ value: some Encodable) {
    guard let text = try? JSONEncoder().encode(value),
      let line = try? Self.line(Line(path: path, value: String(decoding: text, as: UTF8.self)))
    else { return }
    file.withLock { try? $0.write(contentsOf: line) }
  }

  /// Forgets what was read, because the scan has come to its end.
  package func finish() { unlink(path) }
}
