/// How far a run is, for showing it.
package struct IndexProgress: Sendable {
  package enum Phase: String, Sendable {
    case walking = "walking the history"
    case removing = "removing old words"
    case reading = "reading commits"
    case embedding = "computing embeddings"
    case optimizing = "optimizing the index"
  }

  package let phase: Phase
  package let done: Int
  package let total: Int
}
