/// How far a run of `commits index` has come, to be shown.
package struct IndexProgress: Sendable {
  /// What is being done, in words.
  package enum Phase: String, Sendable {
    case walking = "walking the history"
    case removing = "removing old words"
    case reading = "reading commits"
    case embedding = "computing embeddings"
    case optimizing = "optimizing the index"
  }

  /// What is being done.
  package let phase: Phase
  /// How many steps of it are done.
  package let done: Int
  /// How many steps it has; 0 when that is not known.
  package let total: Int
}
