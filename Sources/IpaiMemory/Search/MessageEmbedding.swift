package import IpaiDatabase
package import IpaiEmbedding
import IpaiSearch

/// Computes the vectors that messages lack, oldest first.
package struct MessageEmbedding {
  private let filling: VectorFilling

  /// Computes vectors with `encoder` until cancelled.
  package init(
    _ database: DatabaseFile, _ encoder: any Embedder, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    filling = VectorFilling(
      database, .memory, encoder, parts: { [MeaningPart(Array($0.utf8))] }, isCancelled: isCancelled)
  }

  /// Computes what is missing, calls `report` with how many are done and how many there are, and returns how many were
  /// computed. With `latest`, only as many rows are looked at as were added last.
  ///
  /// Throws `IpaiError`: `.interrupted` when cancelled, `.unavailable` for a full disk or a model that cannot be used.
  package func run(
    latest: Int? = nil, report: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws -> Int {
    try filling.run(members: latest.map { MessageRows.latest($0) } ?? MessageRows.all, report: report)
  }
}
