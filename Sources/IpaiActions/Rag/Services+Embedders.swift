import Foundation
import IpaiCore
import IpaiCorpora
import IpaiEmbedding

extension Services {
  /// The key of a service; nil when it needs none. Throws `IpaiError(.unavailable)` when the environment does not have it.
  func key(of service: EmbeddingService) throws -> Secret? {
    guard let variable = service.keyVariable else { return nil }
    // A name in small letters may be a key that was given by mistake.
    let name = variable.contains(where: \.isLowercase) ? "that key_env names" : variable
    let value = (environment[variable] ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
    guard !value.isEmpty else {
      throw IpaiError(
        .unavailable,
        "the environment variable \(name), which has the key of the embedder at \(service.address.text), is not set",
        hint: "set it to the key, or choose another variable with --key-env")
    }
    guard value.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw IpaiError(.unavailable, "the environment variable \(name) has characters that no key has")
    }
    return Secret(value)
  }

  /// What an embedder of a corpus computes with; nil for none, and where no model is installed.
  ///
  /// Throws `IpaiError(.unavailable)` for a model that cannot be used, and for a key that is not there.
  func embedder(_ embedder: CorpusEmbedder) throws -> (any Embedder)? {
    switch embedder {
    case .installed: try installedEncoder()
    case .none: nil
    case .network(let known): try networkEmbedder(known)
    }
  }

  /// The same one for each service, since it knows how the service is. Throws `IpaiError(.unavailable)` for a key that is not there.
  private func networkEmbedder(_ known: CorpusEmbedder.KnownService) throws -> NetworkEmbedder {
    try opened.networkEmbedder(known) {
      NetworkEmbedder(known.service, key: try key(of: known.service), width: known.dimensions)
    }
  }

  /// Corpora by their embedders, in the order of the first of each.
  func embedderGroups(_ corpora: [String], _ store: any CorpusStore) async throws -> [EmbedderGroup] {
    let known = try await store.embedders()
    var groups: [EmbedderGroup] = []
    for corpus in corpora {
      let embedder = known[corpus] ?? .installed
      if let place = groups.firstIndex(where: { $0.embedder == embedder }) {
        groups[place].corpora.append(corpus)
      } else {
        groups.append(EmbedderGroup(embedder: embedder, corpora: [corpus]))
      }
    }
    return groups
  }

  /// The most tokens that are sent to a service on another machine without being asked for expressly.
  static let mostTokensUnasked = 1_000_000

  /// Computes the vectors that passages of corpora lack, where there is something that computes them. Where a service cannot be
  /// used, more would be sent to it than it may unasked, or the database has no pgvector, the passages wait, and the outcome says so.
  ///
  /// Throws `IpaiError`: `.interrupted`, `.unavailable` for a full disk or an installed model that cannot be used.
  func embedPassages(
    of corpora: [String], isCancelled: @escaping @Sendable () -> Bool
  ) async throws -> (embedded: Int, waiting: [WaitingPassages]) {
    var embedded = 0
    var waiting: [WaitingPassages] = []
    let lack = try await lackOfVectors()
    for group in try await embedderGroups(corpora, corporaForWriting()) {
      if let lack {
        waiting += try waits(group, lack)
      } else if case .network(let known) = group.embedder {
        for corpus in group.corpora {
          let found = try await embed(corpus, with: known, isCancelled: isCancelled)
          embedded += found.embedded
          if let waits = found.waiting { waiting.append(waits) }
        }
      } else if let embedder = try embedder(group.embedder) {
        embedded += try await filling(embedder, isCancelled).run(group.corpora, report: reportEmbedding)
      }
    }
    return (embedded, waiting)
  }

  /// Corpora that have something to be embedded with, and a database that cannot keep what it computes.
  private func waits(_ group: EmbedderGroup, _ lack: String) throws -> [WaitingPassages] {
    if case .network = group.embedder {} else if try embedder(group.embedder) == nil { return [] }
    return group.corpora.map { WaitingPassages(corpus: $0, reason: .unavailable, message: lack) }
  }

  /// Computes the vectors of a corpus by a service, unless so much is sent only when somebody asks for it.
  private func embed(
    _ corpus: String, with known: CorpusEmbedder.KnownService, isCancelled: @escaping @Sendable () -> Bool
  ) async throws -> (embedded: Int, waiting: WaitingPassages?) {
    let embedder: NetworkEmbedder
    do { embedder = try networkEmbedder(known) } catch let error as IpaiError {
      return (0, WaitingPassages(corpus: corpus, reason: .unavailable, message: error.message))
    }
    let filling = try filling(embedder, isCancelled)
    if !known.service.address.isLoopback {
      let extent = try await filling.extent(of: [corpus], sampled: 0)
      if extent.tokens > Self.mostTokensUnasked {
        let message =
          "\(Count.text(extent.passages, "passage")) of '\(corpus)' with about \(Count.text(extent.tokens, "token")) would be sent to \(known.service.address.text)"
        return (0, WaitingPassages(corpus: corpus, reason: .consent, message: message))
      }
    }
    do {
      return (try await filling.run([corpus], report: reportEmbedding), nil)
    } catch let error as IpaiError where embedder.isFailure(error) {
      return (0, WaitingPassages(corpus: corpus, reason: .unavailable, message: error.message))
    }
  }

  /// Computes the vectors that passages lack with `embedder`.
  func filling(_ embedder: any Embedder, _ isCancelled: @escaping @Sendable () -> Bool) throws -> any PassageEmbedding {
    if let shared = try sharedStore() {
      return PostgresPassageEmbedding(shared, embedder, isCancelled: isCancelled)
    }
    return SQLitePassageEmbedding(try databaseForWriting(), embedder, isCancelled: isCancelled)
  }

  @Sendable func reportEmbedding(_ done: Int, _ total: Int) {
    report(WorkProgress(phase: "computing the meaning", done: done, total: total))
  }
}
