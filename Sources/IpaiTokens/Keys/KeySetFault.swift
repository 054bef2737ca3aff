/// Why the keys of an issuer could not be read. It never repeats what the server sent.
package enum KeySetFault: Error, Sendable, Equatable, CustomStringConvertible {
  /// There was no answer within the time.
  case timedOut
  /// The request failed; the text is that of the client for HTTP.
  case unreachable(String)
  /// The server answered with this status instead of 200.
  case status(Int)
  /// The answer is larger than `FetchedDocument.mostBytes`.
  case tooLarge
  /// The answer is not a JSON object with keys (RFC 7517, section 5).
  case notAKeySet
  /// There are more keys than any issuer has.
  case tooManyKeys
  /// So many keys cannot be used; the others can.
  case keysLeftOut(Int)
  /// No metadata of the issuer says where its keys are (RFC 8414, section 3.3).
  case noMetadata

  /// What is wrong, for the log.
  package var description: String {
    switch self {
    case .timedOut: "the issuer did not answer within the time"
    case .unreachable(let reason): "the issuer cannot be reached: \(reason)"
    case .status(let status): "the issuer answered with the status \(status)"
    case .tooLarge: "the answer of the issuer has more than \(FetchedDocument.mostBytes) bytes"
    case .notAKeySet: "the answer of the issuer is not a set of keys"
    case .tooManyKeys: "the issuer has more than \(KeySet.mostKeys) keys"
    case .keysLeftOut(let count):
      "\(count) of the issuer's keys cannot be used: they are for something else, too weak, not public or have one name"
    case .noMetadata: "there is no metadata of the issuer that names it and says where its keys are"
    }
  }
}
