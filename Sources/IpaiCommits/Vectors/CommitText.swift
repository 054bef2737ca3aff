import IpaiSearch

/// The texts of a commit that are embedded.
struct CommitText {
  let subject: [UInt8]
  /// Subject and body, without trailers.
  let whole: [UInt8]

  /// What of a message a model could read at all: a token is seldom longer than this many bytes on average.
  private static let maxBytes = 256 * 64

  init(_ message: String) {
    let text = MessageText(message)
    subject = Array(text.subject.utf8.prefix(Self.maxBytes))
    let body = text.bodyWithoutTrailers
    whole = body.isEmpty ? subject : Array((text.subject + "\n" + body).utf8.prefix(Self.maxBytes))
  }

  /// The similarity of a commit is `.3 · q·subject + .7 · q·whole`.
  var parts: [MeaningPart] { [MeaningPart(subject, weight: 0.3), MeaningPart(whole, weight: 0.7)] }
}
