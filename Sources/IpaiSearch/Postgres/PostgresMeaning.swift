import IpaiEmbedding

/// How the meaning of a question compares with that of the documents of a collection in PostgreSQL.
struct PostgresMeaning: Sendable {
  /// By document: the products with the question; 0 for those that were not compared, and for those that may not be found.
  let similarities: [Float]
  /// The nearest of them.
  let nearest: NearestVectors
  /// How many documents have no vector.
  let withoutVectors: Int
}

/// Compares documents in PostgreSQL with a question.
///
/// Where there are few vectors, or a filter keeps few, all of these are compared. Where there are more, the nearest are found by an index,
/// and those that have words of the question are compared one by one, and so is a sample that says how the products are spread.
struct PostgresMeaningReader {
  let store: VectorTableStore
  let vectors: PostgresVectors
  let embedding: SearchQuestion.Embedding
  let collection: PostgresCollection
  /// How many documents of the collection have a vector.
  let withVectors: Int
  /// The numbers of the documents that a filter keeps; nil for all.
  let kept: Set<Int64>?
  /// How many of the nearest are looked for.
  let count: Int

  /// What is compared before it is known which documents have words of the question.
  struct Nearest {
    /// The products by the numbers of the documents.
    let products: [Int64: Float]
    /// True when nothing else has to be compared.
    let isAll: Bool
  }

  /// How many of the nearest are looked for where none of them is a measure for the others.
  static let usual = 200
  /// Up to how many of the documents with words of the question are compared, those with the best words first.
  private static let mostWithWords = 300
  /// Of how many of the best turns those around them are compared as well.
  private static let mostWithNeighbours = 60
  /// About how many parts of a whole are compared at most.
  private static let mostParts = 64

  private var withoutVectors: Int { collection.statistics.documentCount - withVectors }

  /// Compares all that count, where these are few, or else looks for the nearest.
  func nearest() async throws -> Nearest {
    let question = embedding.vector
    guard !vectors.areFew else {
      return Nearest(products: try await store.products(model: vectors.model, with: question), isAll: true)
    }
    let among = kept?.filter { collection.document($0) != nil } ?? members
    if let among, among.count <= PostgresVectors.mostCompared {
      let products = try await store.products(
        model: vectors.model, with: question, of: Array(among.union(sample)))
      return Nearest(products: products, isAll: true)
    }
    // Some of those that are found may not be among the documents that are searched.
    let most = among == nil ? (count * vectors.numbers.count + withVectors - 1) / max(1, withVectors) : count
    let products = try await store.nearest(
      most, model: vectors.model, to: question, among: among.map { Array($0) })
    return Nearest(products: products, isAll: false)
  }

  /// Compares the others that have to be; nothing at all without any of the nearest.
  func read(_ nearest: Nearest?, _ words: TermScores) async throws -> PostgresMeaning {
    guard let nearest, !vectors.numbers.isEmpty else {
      let none = [Float](repeating: 0, count: collection.statistics.members.count)
      let deviation = Deviation().value
      return PostgresMeaning(
        similarities: none, nearest: NearestVectors(hits: [], deviation: deviation), withoutVectors: withoutVectors)
    }
    let products = try await products(nearest, words)
    var deviation = Deviation()
    for number in vectors.areFew ? vectors.numbers : vectors.sample where collection.document(number) != nil {
      if let product = products[number] { deviation.add(product) }
    }
    var similarities = collection.placed(products)
    for document in similarities.indices where words.allowed[document] != 1 { similarities[document] = 0 }
    let best = products.compactMap { number, product in
      collection.document(number).flatMap { document in
        words.allowed[document] == 1 ? NearestVectors.Hit(document: document, similarity: product) : nil
      }
    }
    .sorted { left, right in
      if left.similarity != right.similarity { return left.similarity > right.similarity }
      return left.document < right.document
    }
    if let spread = try await spread() {
      similarities = similarities.map { $0 == 0 ? 0 : spread.standard($0) }
    }
    return PostgresMeaning(
      similarities: similarities,
      nearest: NearestVectors(hits: Array(best.prefix(count)), deviation: deviation.value),
      withoutVectors: withoutVectors)
  }

  /// Turns and parts of wholes are mixed by their products as they are.
  private var sample: [Int64] {
    collection.turns == nil && collection.statistics.wholes == nil ? vectors.sample : []
  }

  /// The products by the numbers of the documents.
  private func products(_ nearest: Nearest, _ words: TermScores) async throws -> [Int64: Float] {
    let known = nearest.products
    if nearest.isAll { return known }
    let withWords = TopDocuments.best(Self.mostWithWords, of: words.scores).map { collection.numbers[$0] }
    let beside = besides(known, withWords) + besidesWithin(known, withWords)
    let rest = Set(withWords).union(sample).union(beside).subtracting(known.keys)
    let others = try await store.products(model: vectors.model, with: embedding.vector, of: Array(rest))
    return known.merging(others) { first, _ in first }
  }

  /// The numbers of the documents of the collection that have vectors, where these are few of all that have; nil otherwise.
  private var members: Set<Int64>? {
    guard withVectors < vectors.numbers.count / 2 else { return nil }
    return Set(vectors.numbers.filter { collection.document($0) != nil })
  }

  /// The other parts of the wholes of the best ones, whose mean counts.
  private func besidesWithin(_ nearest: [Int64: Float], _ withWords: [Int64]) -> [Int64] {
    guard let groups = collection.statistics.wholes?.groups else { return [] }
    let best = nearest.sorted { $0.value > $1.value }.prefix(Self.mostWithNeighbours).map(\.key)
    var numbers: [Int64] = []
    var seen: Set<Int> = []
    for number in best + withWords.prefix(Self.mostWithNeighbours) {
      guard let document = collection.document(number), let whole = groups.whole(of: document),
        seen.insert(whole).inserted
      else { continue }
      let parts = groups.parts(around: document)
      let step = max(1, parts.count / Self.mostParts)
      numbers += stride(from: parts.lowerBound, to: parts.upperBound, by: step).map { collection.numbers[$0] }
    }
    return numbers
  }

  /// The turns around the best ones, which have a share of their scores.
  private func besides(_ nearest: [Int64: Float], _ withWords: [Int64]) -> [Int64] {
    guard let turns = collection.turns else { return [] }
    let best = nearest.sorted { $0.value > $1.value }.prefix(Self.mostWithNeighbours).map(\.key)
    return (best + withWords.prefix(Self.mostWithNeighbours)).flatMap { number -> [Int64] in
      guard let document = collection.document(number), document < turns.neighbours.count else { return [] }
      let places = turns.neighbours[document]
      return (0..<4).filter { places[$0] > 0 }.map { collection.numbers[Int(places[$0]) - 1] }
    }
  }

  /// How products are spread with a model that is not the one with which weights and limits were chosen; nil for that one.
  private func spread() async throws -> SimilaritySpread? {
    guard !embedding.encoder.isReference else { return nil }
    return try await store.spread(model: vectors.model, among: Array(vectors.sample.prefix(64)))
  }
}
