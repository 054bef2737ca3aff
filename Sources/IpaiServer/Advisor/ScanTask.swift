import Foundation
import IpaiActions
import IpaiCore

/// A scan of a cloud account that a client of the server asked for, and that goes on after the answer.
struct ScanTask: Codable, Sendable, Equatable {
  /// How far a scan is.
  enum Status: String, Codable, CaseIterable, Sendable {
    case working, completed, failed
  }

  /// Why a scan failed, as problem details have it.
  struct Failure: Codable, Sendable, Equatable {
    var detail: String
    var code: String
    var hint: String?
  }

  /// What names it.
  let id: String
  let startedAt: Timestamp
  var status = Status.working
  /// What is being read; nil where that has not been said.
  var phase: String?
  /// How many parts of the account have been read, of how many.
  var done = 0
  var total = 0
  /// When it ended; nil as long as it goes on.
  var endedAt: Timestamp?
  /// The number of the scan; nil for one that was not recorded.
  var scan: Int?
  var failure: Failure?

  enum CodingKeys: String, CodingKey {
    case id, status, phase, done, total, scan, failure
    case startedAt = "started_at"
    case endedAt = "ended_at"
  }

  /// A task that begins.
  init(startedAt: Timestamp) {
    id = UUID().uuidString.lowercased()
    self.startedAt = startedAt
  }
}
