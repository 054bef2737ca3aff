/// The texts of a commit that are embedded, and how their embeddings become one vector.
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

  private static let subjectWeight: Float = 0.3
  private static let wholeWeight: Float = 0.7

  /// Since a product is linear, one vector of both gives `.3 · q·subject + .7 · q·whole` in one go.
  static func mixed(_ subject: ArraySlice<Float>, _ whole: ArraySlice<Float>) -> [Float] {
    zip(subject, whole).map { subjectWeight * $0 + wholeWeight * $1 }
  }
}
