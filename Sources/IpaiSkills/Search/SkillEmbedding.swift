package import IpaiDatabase
package import IpaiEmbedding
import IpaiSearch

/// Computes the vectors that skills lack.
package struct SkillEmbedding {
  private let filling: VectorFilling

  /// Computes vectors with `encoder` until cancelled.
  package init(
    _ database: DatabaseFile, _ encoder: any Embedder, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    filling = VectorFilling(
      database, .skills, encoder, parts: { [MeaningPart(Array($0.utf8))] }, isCancelled: isCancelled)
  }

  /// Computes what is missing and returns how many vectors were computed.
  ///
  /// Throws `IpaiError`: `.interrupted` when cancelled, `.unavailable` for a full disk or a model that cannot be used.
  package func run(report: (_ done: Int, _ total: Int) -> Void = { _, _ in }) throws -> Int {
    try filling.run(members: SkillScope().members, report: report)
  }
}
