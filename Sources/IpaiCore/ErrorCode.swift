/// The kinds of failure a caller can tell apart, with what each is called on every face of ipai.
///
/// Exit statuses follow sysexits.h where it has a fitting one; JSON-RPC codes follow JSON-RPC 2.0, section 5.1.
package enum ErrorCode: String, CaseIterable, Sendable {
  /// A clear "no": nothing matched, or findings at or over the limit.
  case no
  case usage
  case conflict
  case notFound = "not_found"
  case unavailable
  case `internal`
  case denied
  case configuration
  /// Stopped by the user; what was done is kept.
  case interrupted

  package var exitStatus: Int32 { statuses.exit }
  package var httpStatus: Int { statuses.http }
  package var jsonRPCCode: Int { statuses.jsonRPC }

  private var statuses: (exit: Int32, http: Int, jsonRPC: Int) {
    switch self {
    case .no: (1, 404, -32001)
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
