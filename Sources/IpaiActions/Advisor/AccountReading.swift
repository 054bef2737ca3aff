/// A request whose work reads an account: with which token, how much of it, and how fast.
package protocol AccountReading: ActionRequest {
  /// The context of doctl whose token is used.
  var context: String? { get set }
  /// Whether metrics are read.
  var metrics: Bool { get set }
  /// How many requests are made in a minute.
  var requestsPerMinute: Int? { get set }
  /// How many minutes to wait for the account's limit.
  var maxWait: Int? { get set }
}

extension Field where Request: AccountReading {
  /// The fields of every request that reads an account.
  static var reading: [Field] {
    [
      .text("context", \.context, minBytes: 1, maxBytes: 100, contextHelp),
      .usually("metrics", \.metrics, "Read metrics, which takes up to seven requests for each Droplet."),
      .integer(
        "requests_per_minute", \.requestsPerMinute, 1...250, fallback: "240",
        "How many requests are made in a minute."),
      .integer(
        "max_wait", \.maxWait, 0...1_440, fallback: "90", "How many minutes to wait for the account's limit, at most."),
    ]
  }
}

/// What the field `context` is, of every action that uses a token.
let contextHelp = "The context of doctl whose token is used."
