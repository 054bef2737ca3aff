/// Which documents of a corpus in PostgreSQL have vectors of a model.
struct PostgresVectors: Sendable {
  /// What they are those of.
  struct Key: Hashable {
    /// The version of the vectors.
    let version: Int64
    /// The revision of the model.
    let model: String
  }

  /// What they are those of.
  let key: Key
  /// The schema of pgvector, quoted.
  let place: String
  /// The numbers of the documents in the database, ascending.
  let numbers: [Int64]

  /// Up to how many vectors are compared one by one, without an index.
  static let mostCompared = 10_000
  /// How many documents the spread of similarities is read from where not all are compared.
  private static let sampleSize = 500

  /// The revision of the model.
  var model: String { key.model }

  /// True when all of them are compared with a question.
  var areFew: Bool { numbers.count <= Self.mostCompared }

  /// Some of the documents, evenly spread, and always the same.
  var sample: [Int64] {
    let step = max(1, numbers.count / Self.sampleSize)
    return stride(from: 0, to: numbers.count, by: step).map { numbers[$0] }
  }
}
