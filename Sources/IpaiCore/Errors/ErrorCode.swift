/// The kinds of failure that a caller can tell apart, and what each is called on every face of ipai.
///
/// Exit statuses follow sysexits.h where it has a fitting one; JSON-RPC codes follow JSON-RPC 2.0, section 5.1.
package enum ErrorCode: String, Codable, CaseIterable, Sendable {
  /// A clear "no": nothing matched, or there were findings at or over the limit.
  case no
  /// A clear "yes, there is something to do", for those who asked only that.
  case pending
  /// The request itself is wrong.
  case usage
  /// The data contradicts the request, or another process is at work on it.
  case conflict
  /// Something that the request names does not exist, or is not indexed yet.
  case notFound = "not_found"
  /// Something that is needed cannot be used now: a damaged file, a full disk, a server that does not answer.
  case unavailable
  /// An error of ipai itself.
  case `internal`
  /// The system does not permit it.
  case denied
  /// The configuration, or a file that it names, is wrong.
  case configuration
  /// The user stopped it; the work that was done is kept.
  case interrupted

  /// The exit status of a command.
  package var exitStatus: Int32 { statuses.exit }
  /// The status of an HTTP response (RFC 9110, section 15).
  package var httpStatus: Int { statuses.http }
  /// The code of a JSON-RPC error.
  package var jsonRPCCode: Int { statuses.jsonRPC }

  private var statuses: (exit: Int32, http: Int, jsonRPC: Int) {
    switch self {
    case .no: (1, 404, -32001)
    case .pending: (2, 409, -32007)
    case .usage: (64, 400, -32602)
    case .conflict: (65, 409, -32009)
    case .notFound: (66, 404, -32002)
    case .unavailable: (69, 503, -32003)
    case .internal: (70, 500, -32603)
    case .denied: (77, 403, -32004)
    case .configuration: (78, 500, -32005)
    case .interrupted: (130, 503, -32006)
    }
  }
}
