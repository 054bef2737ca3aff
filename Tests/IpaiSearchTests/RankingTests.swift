import Foundation
import GRDB
import IpaiDatabase
import IpaiSearch
import TestSupport
import Testing

/// The ranking against the formula written out document by document, over random documents.
@Suite struct RankingTests {
  private static let words = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta"]
  private static let columns = ["subject", "body", "paths", "identifiers", "diff"]

  private struct Corpus {
    let database: DatabaseFile
    /// By document, from 1: the words of each field.
    let documents: [[[String]]]
    let collection: CollectionStatistics
  }

  private func corpus(_ model: BM25F, seed: UInt64) throws -> Corpus {
    var random = SeededGenerator(seed: seed)
    let documents = (0..<60).map { _ in
      Self.columns.map { _ in
        (0..<Int.random(in: 0...8, using: &random)).map { _ in Self.words.randomElement(using: &random) ?? "alpha" }
      }
    }
    let database = try DatabaseFile.inMemory()
    try database.write { db in
      for (index, fields) in documents.enumerated() {
        try db.execute(
          sql: "INSERT INTO commit_words (rowid, subject, body, paths, identifiers, diff) VALUES (?, ?, ?, ?, ?, ?)",
          arguments: StatementArguments([index + 1] as [Int])
            + StatementArguments(fields.map { $0.joined(separator: " ") }))
      }
    }
    let lengths = documents.enumerated().map { index, fields in
      var lengths = SIMD8<UInt32>.zero
      for (field, words) in fields.enumerated() { lengths[field] = UInt32(words.count) }
      return (document: index + 1, lengths: lengths)
    }
    return Corpus(database: database, documents: documents, collection: CollectionStatistics(lengths, model: model))
  }

  private func expected(_ corpus: Corpus, _ model: BM25F, _ terms: [String]) -> [Int: Double] {
    let count = Double(corpus.documents.count)
    let means = Self.columns.indices.map { field in
      corpus.documents.reduce(0.0) { $0 + Double($1[field].count) } / count
    }
    var scores: [Int: Double] = [:]
    for term in terms {
      let holding = corpus.documents.indices.filter { corpus.documents[$0].contains { $0.contains(term) } }
      let rarity = log(1 + (count - Double(holding.count) + 0.5) / (Double(holding.count) + 0.5))
      for index in holding {
        var frequency = 0.0
        for (field, words) in corpus.documents[index].enumerated() {
          let length = 1 - Double(model.b) + Double(model.b) * Double(words.count) / means[field]
          frequency += Double(model.weights[field]) * Double(words.count { $0 == term }) / length
        }
        scores[index + 1, default: 0] += rarity * frequency * (Double(model.k1) + 1) / (frequency + Double(model.k1))
      }
    }
    return scores
  }

  private func query(_ text: String) throws -> Query { QueryParser.parse(text, with: try TextAnalyzer()) }

  @Test(arguments: [UInt64(1), 2, 3])
  func scoresAreThoseOfTheFormula(seed: UInt64) throws {
    let model = BM25F(weights: [1, 0.5, 2, 1, 0.7, 1, 1, 1])
    let corpus = try corpus(model, seed: seed)
    let ranking = TermRanking(table: "commit_words", phraseColumns: "{subject body}", model: model)
    let ranked = try corpus.database.read {
      try ranking.best(100, for: try query("alpha beta zeta"), in: $0, corpus.collection, candidates: nil)
    }
    let expected = expected(corpus, model, ["alpha", "beta", "zeta"])
    #expect(ranked.count == expected.count)
    for document in ranked {
      let score = try #require(expected[document.document])
      #expect(abs(Double(document.score) - score) < 1e-3)
      #expect(abs(Double(document.parts.reduce(SIMD8<Float>.zero, +).sum()) - score) < 1e-3)
    }
    let scores = ranked.map(\.score)
    #expect(scores == scores.sorted(by: >))
  }

  /// As the formula, but what matches nearly nowhere but in the last column counts down to half.
  @Test func whatMatchesOnlyInTheIncidentalFieldCountsLess() throws {
    let corpus = try corpus(BM25F(), seed: 6)
    func ranked(_ incidental: Int?) throws -> [Int: Ranked] {
      let ranking = TermRanking(table: "commit_words", phraseColumns: "{subject body}", incidentalColumn: incidental)
      let best = try corpus.database.read {
        try ranking.best(100, for: try query("alpha"), in: $0, corpus.collection, candidates: nil)
      }
      return Dictionary(uniqueKeysWithValues: best.map { ($0.document, $0) })
    }
    let plain = try ranked(nil)
    let lessened = try ranked(4)
    var halved = 0
    for (document, one) in plain {
      let other = try #require(lessened[document])
      let elsewhere = one.parts.filter {
        var part = $0; part[4] = 0; return part.sum() > 0
      }
      let chosen = elsewhere.reduce(0) { $0 + $1.sum() } / one.score
      let share = min(1, 0.5 + 0.5 * chosen / 0.2)
      #expect(abs(other.score - one.score * share) < 1e-4)
      #expect(abs(other.parts.reduce(SIMD8<Float>.zero, +).sum() - other.score) < 1e-4)
      if chosen == 0 { halved += 1 }
    }
    #expect(halved > 0 && halved < plain.count)
  }

  @Test func fewerResultsAreTheFirstOfMany() throws {
    let corpus = try corpus(BM25F(), seed: 9)
    let ranking = TermRanking(table: "commit_words", phraseColumns: "{subject body}")
    func documents(_ count: Int) throws -> [Int] {
      try corpus.database.read {
        try ranking.best(count, for: try query("alpha gamma"), in: $0, corpus.collection, candidates: nil).map(
          \.document)
      }
    }
    let all = try documents(1000)
    for count in [0, 1, 5, 30] { #expect(try documents(count) == Array(all.prefix(count))) }
  }

  @Test func candidatesRestrictWithoutChangingScores() throws {
    let corpus = try corpus(BM25F(), seed: 4)
    let ranking = TermRanking(table: "commit_words", phraseColumns: "{subject body}")
    let even = (0...60).map { UInt8($0 % 2 == 0 ? 1 : 0) }
    try corpus.database.read { db in
      let all = try ranking.best(100, for: try query("alpha"), in: db, corpus.collection, candidates: nil)
      let some = try ranking.best(100, for: try query("alpha"), in: db, corpus.collection, candidates: even)
      #expect(!some.isEmpty && some.map(\.document) == all.map(\.document).filter { $0 % 2 == 0 })
      let scores = Dictionary(uniqueKeysWithValues: all.map { ($0.document, $0.score) })
      #expect(some.allSatisfy { scores[$0.document] == $0.score })
    }
  }

  @Test func phrasesAreRequiredAndWordsExcluded() throws {
    let corpus = try corpus(BM25F(), seed: 5)
    let ranking = TermRanking(table: "commit_words", phraseColumns: "{subject body paths identifiers}")
    func documents(_ text: String) throws -> Set<Int> {
      try corpus.database.read {
        Set(
          try ranking.best(100, for: try query(text), in: $0, corpus.collection, candidates: nil).map(\.document)
        )
      }
    }
    func holds(_ fields: [[String]], _ phrase: [String]) -> Bool {
      fields.prefix(4).contains { words in words.indices.contains { Array(words[$0...].prefix(phrase.count)) == phrase }
      }
    }
    // porter stems none of these words but "alpha", "beta", … which it leaves alone
    let phrase = Set(corpus.documents.indices.filter { holds(corpus.documents[$0], ["alpha", "beta"]) }.map { $0 + 1 })
    #expect(!phrase.isEmpty)
    #expect(try documents("\"alpha beta\"") == phrase)
    let without = Set(phrase.filter { !holds(corpus.documents[$0 - 1], ["gamma"]) })
    #expect(try documents("\"alpha beta\" -gamma") == without)
    #expect(try documents("\"alpha beta\" nothing") == phrase)
    #expect(try documents("\"alpha nothing\"").isEmpty)
  }
}

extension TermRanking {
  /// The best documents by words alone.
  fileprivate func best(
    _ count: Int, for query: Query, in db: Database, _ collection: CollectionStatistics, candidates: [UInt8]?
  ) throws -> [Ranked] {
    let words = try scores(for: query, in: db, collection, candidates: candidates)
    return Ranking(words: words, meaning: nil, mode: .lexical).best(count)
  }
}
