import IpaiCommits
import IpaiCore
import IpaiGit
import IpaiSearch

/// Copies commits and the repositories that reach them from one store to another, some commits at a time, and compares each with what it
/// has become there. What is there already and the same is left alone, so that a copy that was interrupted goes on where it was.
struct CommitCopying {
  let source: any CommitStore
  let destination: any CommitStore
  let isCancelled: @Sendable () -> Bool

  /// For how many commits the index of words is gone over once.
  private static let window = 25_000
  /// How many vectors are copied in one transaction.
  private static let vectorBatch = 1_000
  /// How many new commits are worth merging the index into one segment.
  private static let worthOptimizing = 1_000

  /// Copies all. `step` is called with how many commits are done; what it throws ends the copy.
  func run(step: (Int) throws -> Void) async throws -> StoreCopyAction.Outcome.Part {
    try step(0)
    var repositories = try await RepositoryCopying(from: source, to: destination)
    var tally = CommitTally(repositories.paths)
    let ids = try await source.ids()
    for start in stride(from: 0, to: ids.count, by: Self.window) {
      let some = Array(ids[start..<min(start + Self.window, ids.count)])
      var part = CommitCopyingPart(some, from: source, to: destination, isCancelled: isCancelled)
      do { tally.add(try await part.run(&repositories) { try step(start + $0) }) } catch let error as IpaiError
        where error.code == .interrupted
      {
        // It knows better what to say.
        try step(start)
        throw error
      }
    }
    let copied = tally.part.copied
    try step(ids.count)
    tally.add(try await repositories.finish())
    tally.part.add(try await copyVectors(but: tally.otherMessages) { try step(ids.count) })
    if copied >= Self.worthOptimizing {
      try await destination.optimize(isCancelled: isCancelled) { _ in }
    }
    return tally.result()
  }

  /// What messages mean takes long to compute. It is not compared, since the stores keep it with different precision. `others`: commits that
  /// have another message at the destination. Returns how many vectors the destination cannot keep.
  private func copyVectors(
    but others: Set<ObjectID>, step: () throws -> Void
  ) async throws -> LeftOutVectors {
    var leftOut = LeftOutVectors()
    for model in try await source.models() {
      var last: Int64 = 0
      while true {
        try step()
        let all = try await source.vectors(model: model, after: last, most: Self.vectorBatch)
        guard let end = all.last else { break }
        let vectors = all.filter { !others.contains($0.commit) }
        leftOut += try await destination.add(vectors, model: model)
        last = end.row
      }
    }
    return leftOut
  }
}
