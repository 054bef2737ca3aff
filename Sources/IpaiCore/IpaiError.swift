/// An error that a caller can act on: what went wrong, why, and what to do about it.
///
/// Adapters wrap the errors of foreign libraries in one of these; `message` says what and where, `hint` what to do.
package struct IpaiError: Error, Sendable {
  package let code: ErrorCode
  package let message: String
  package let hint: String?
  package let cause: (any Error)?

  package init(_ code: ErrorCode, _ message: String, hint: String? = nil, cause: (any Error)? = nil) {
    self.code = code
    self.message = message
    self.hint = hint
    self.cause = cause
  }
}

extension IpaiError {
  /// The messages of the chain of causes below this error, outermost first.
  package var causes: [String] {
    guard let cause else { return [] }
    guard let known = cause as? IpaiError else { return ["\(cause)"] }
    return [known.message] + known.causes
  }

  /// The error as it is shown to a person: message, causes and hint on lines of their own.
  package var rendered: String {
    var lines = ["ipai: \(message)"]
    lines += causes.map { "  caused by: \($0)" }
    if let hint { lines.append("hint: \(hint)") }
    return lines.joined(separator: "\n")
  }
}

extension IpaiError: CustomStringConvertible {
  package var description: String { message }
}
