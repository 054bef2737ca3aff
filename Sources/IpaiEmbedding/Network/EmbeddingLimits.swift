/// How much a service is asked for at once, and how long.
package struct EmbeddingLimits: Sendable {
  /// The most texts of a request: what text-embeddings-inference takes, and less than others do.
  var texts = 32
  /// The most bytes of all texts of a request, which are at least as many as tokens.
  var bytes = 64_000
  /// The most bytes of one text; services refuse texts that are longer than the model reads.
  var bytesOfText = 8_000
  /// The most requests at once.
  var requests = 4
  /// How often a request is tried.
  var attempts = 6
  /// Seconds after which a request is given up.
  var timeout = 120
  /// Seconds after which no other attempt begins; nil for as many attempts as there are.
  var patience: Double?
  /// The longest pause before another attempt, in seconds. A service that asks for more is given up.
  var longestPause = 60.0

  /// For many texts that are to be found.
  package static let ofPassages = EmbeddingLimits()

  /// For what somebody waits for.
  package static let ofQuery = {
    var limits = EmbeddingLimits()
    limits.attempts = 2
    limits.timeout = 10
    limits.patience = 3
    limits.longestPause = 2
    return limits
  }()
}
