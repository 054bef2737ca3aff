import IpaiSearch

/// The texts of a commit that are embedded.
struct CommitText {
  /// The subject, UTF-8.
  let subject: [UInt8]
  /// Subject and body without trailers, UTF-8.
  let whole: [UInt8]

  /// How many bytes of a message a model can read at all: 256 tokens, which rarely have more than 64 bytes on average.
  private static let maxBytes = 256 * 64

  /// The texts of a commit with this message.
  init(_ message: String) {
    let text = MessageText(message)
    subject = Array(text.subject.utf8.prefix(Self.maxBytes))
    let body = text.bodyWithoutTrailers
    if body.isEmpty {
      whole = subject
    } else {
      whole = Array((text.subject + "\n" + body).utf8.prefix(Self.maxBytes))
    }
  }

  /// The similarity of a commit is `.3 · q·subject + .7 · q·whole`.
  var parts: [MeaningPart] { [MeaningPart(subject, weight: 0.3), MeaningPart(whole, weight: 0.7)] }
}
