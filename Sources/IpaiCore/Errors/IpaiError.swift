/// An error that a caller can act on: what went wrong, why, and what to do about it.
///
/// Adapters wrap the errors of foreign libraries in one of these.
package struct IpaiError: Error, Sendable {
  /// The kind of failure, which decides the exit status.
  package let code: ErrorCode
  /// What went wrong and where, without a capital letter or a full stop.
  package let message: String
  /// What to do about it.
  package let hint: String?
  /// The error that led to this one.
  package let cause: (any Error)?

  /// An error with its parts.
  package init(_ code: ErrorCode, _ message: String, hint: String? = nil, cause: (any Error)? = nil) {
    self.code = code
    self.message = message
    self.hint = hint
    self.cause = cause
  }
}

extension IpaiError {
  /// The messages of the errors that led to this one, of which the nearest comes first.
  package var causes: [String] {
    guard let cause else { return [] }
    guard let known = cause as? IpaiError else { return [Self.words(of: cause)] }
    return [known.message] + known.causes
  }

  /// The message and the causes in one line.
  package var summary: String { OneLine.text(([message] + causes).joined(separator: ": ")) }

  /// Any error in one line.
  package static func summary(of error: any Error) -> String { (error as? IpaiError)?.summary ?? words(of: error) }

  /// Another error in its own words, unless they are Swift's.
  private static func words(of error: any Error) -> String { (error as? DecodingError)?.words ?? "\(error)" }

  /// The error as it is told to a model: the message, the causes and the hint on separate lines.
  package var advice: String {
    ([message] + causes + [hint].compactMap { $0 }).map { OneLine.text($0) }.joined(separator: "\n")
  }

  /// The error as it is shown to a person, with the message, the causes and the hint on separate lines.
  package var rendered: String {
    var lines = ["ipai: \(message)"]
    lines += causes.map { "  caused by: \($0)" }
    if let hint { lines.append("hint: \(hint)") }
    // A name with a line break in it must not look like a line of ours.
    return lines.map { OneLine.text($0) }.joined(separator: "\n")
  }
}

extension IpaiError: Equatable {
  /// Whether two errors say the same. What led to them is not compared.
  package static func == (one: IpaiError, other: IpaiError) -> Bool {
    one.code == other.code && one.message == other.message && one.hint == other.hint
  }
}

extension IpaiError: CustomStringConvertible {
  /// The message alone.
  package var description: String { message }
}
