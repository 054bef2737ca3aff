package import IpaiAccess
import IpaiCommits
import IpaiCore
import IpaiCorpora
import IpaiMemory
import IpaiSearch
import IpaiSkills

/// `store copy`: copies what is kept from one store to another.
package enum StoreCopyAction: Action {
  /// What can be copied.
  package enum Kind: String, Codable, CaseIterable, Sendable {
    /// Skills with all versions of them and their history.
    case skills
    /// Conversations with their links and values.
    case memory
    /// Corpora of documents with their folders.
    case corpora
    /// Commits with the repositories that reach them.
    case commits
  }

  /// What is copied, and between which stores.
  package struct Request: ActionRequest {
    package var from: String?
    package var to: String?
    package var what: [Kind] = []

    package init() {}
  }

  /// What was done.
  package struct Outcome: Codable, Sendable, Equatable {
    /// What became of the records of one kind.
    package struct Part: Codable, Sendable, Equatable {
      /// A record that is not the same in both.
      package struct Difference: Codable, Sendable, Equatable {
        /// Its name.
        package var name: String
        /// Why.
        package var reason: String
      }

      /// What they are.
      package var kind: Kind
      /// How many the source has.
      package var count = 0
      /// How many were copied.
      package var copied = 0
      /// How many were there already, and the same.
      package var unchanged = 0
      /// Those that are not the same in both.
      package var different: [Difference] = []
      /// How many vectors were left out, since the destination has no pgvector or cannot keep their numbers.
      package var leftOutVectors = 0
      /// How many of them have numbers that the destination cannot keep.
      package var unstorableVectors = 0
      /// The sha256 over the checksums of all records of the source.
      package var checksum = ""
      /// The same over what the destination has of them.
      package var copyChecksum = ""

      enum CodingKeys: String, CodingKey {
        case kind, count, copied, unchanged, different, checksum
        case copyChecksum = "copy_checksum"
        case leftOutVectors = "left_out_vectors"
        case unstorableVectors = "unstorable_vectors"
      }

      /// Counts vectors that were left out.
      mutating func add(_ vectors: LeftOutVectors) {
        leftOutVectors += vectors.withoutExtension + vectors.unstorable
        unstorableVectors += vectors.unstorable
      }
    }

    /// The source, without its password.
    package var from: String
    /// The destination, without its password.
    package var to: String
    /// By kind.
    package var parts: [Part]
  }

  package static let name = ActionName("store", "copy")
  package static let effect = Effect.idempotent
  package static let scope = AccessScope.admin
  package static let route = Route(.post, "/store/copy")
  package static let summary = "Copy what is kept between the local database and the shared one, and compare it."
  package static let fields: [Field<Request>] = [
    .text("from", \.from, minBytes: 1, places("The store to copy from"), fallback: "local"),
    .text("to", \.to, minBytes: 1, places("The store to copy to"), fallback: "shared"),
    .choices("what", \.what, "What to copy; skills unless said otherwise. Conversations are copied only when named."),
  ]
  package static var example: Request {
    var request = Request()
    request.what = [.skills, .memory]
    return request
  }

  /// Whether a text names a database file, and not a configured store or an address.
  package static func isPath(_ text: String) -> Bool {
    text != StorePlace.words.local && text != StorePlace.words.shared && !text.contains("://")
  }

  /// Throws `IpaiError(.usage)` for a path that is rather an address of a database, which may have a password in it. One that begins like
  /// a path, with `/`, `./`, `../` or `~`, is one.
  package static func checkPath(_ text: String) throws {
    guard !["/", "./", "../", "~"].contains(where: text.hasPrefix), looksLikeAddress(text) else { return }
    throw IpaiError(
      .usage, "what --from or --to names looks like an address of PostgreSQL, and not like a database file",
      hint: "write an address as postgres://user@host/database, and a file of such a name as ./NAME")
  }

  private static func looksLikeAddress(_ text: String) -> Bool {
    let text = text.lowercased()
    if text.firstMatch(of: /^[a-z]*postgre[a-z]*:/) != nil { return true }
    // Keywords of libpq with their values.
    if text.firstMatch(of: /(^|\s)(host|hostaddr|port|dbname|user|password|passfile|service|sslmode)\s*=/) != nil {
      return true
    }
    // user:password@host, user@host/database, host:port/database
    return text.firstMatch(of: /:[^\/]*.*@|@[^\/]+\/|:[0-9]+(\/|$)/) != nil
  }

  private static func places(_ what: String) -> String {
    "\(what): local, shared, a database file, or an address as in --store."
  }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    let names = (from: request.from ?? StorePlace.words.local, to: request.to ?? StorePlace.words.shared)
    guard names.from != names.to else {
      throw IpaiError(.usage, "the store to copy from is the one to copy to", hint: "give another --from or --to")
    }
    return try await services.working { isCancelled in
      let kinds = request.what.isEmpty ? [.skills] : request.what
      let source = try StorePlace(names.from, forWriting: false, in: services)
      return try await source.used {
        // A source that cannot be read leaves no new file behind.
        var records: [[String]] = []
        for kind in kinds { records.append(try await self.names(kind, source)) }
        let destination = try StorePlace(names.to, forWriting: true, in: services)
        return try await destination.used {
          // Where there is nothing to copy, it would not be asked.
          try await destination.check()
          var outcome = Outcome(from: source.name, to: destination.name, parts: [])
          for (kind, names) in zip(kinds, records) {
            outcome.parts.append(try await copy(kind, names, source, destination, services, isCancelled))
          }
          return outcome
        }
      }
    }
  }

  private static func copy(
    _ kind: Kind, _ names: [String], _ source: StorePlace, _ destination: StorePlace, _ services: Services,
    _ isCancelled: @escaping @Sendable () -> Bool
  ) async throws -> Outcome.Part {
    let total = try await count(kind, names, source)
    let step = { [total] (done: Int) in
      if isCancelled() {
        throw IpaiError(.interrupted, "interrupted; what was copied is kept, and the same command goes on from there")
      }
      services.report(WorkProgress(phase: "copying \(kind.rawValue)", done: done, total: total))
    }
    switch kind {
    case .skills:
      let (old, new) = (source.skills, destination.skills)
      let copying = RecordCopying<CopiedSkill>(
        read: { try await old.record(of: $0) }, readCopy: { try await new.record(of: $0) },
        write: { try await new.restore($0) })
      return try await copying.run(kind, names, step: step)
    case .memory:
      let (old, new) = (source.memory, destination.memory)
      let now = Timestamp(services.now())
      let copying = RecordCopying<CopiedConversation>(
        read: { try await old.record(of: $0, at: now) }, readCopy: { try await new.record(of: $0, at: now) },
        write: { try await new.take($0, at: now) })
      return try await copying.run(kind, names, step: step)
    case .corpora:
      let copying = CorpusCopying(
        source: source.corpora, destination: destination.corpora, date: Timestamp(services.now()))
      let part = try await copying.run(names, step: step)
      try await destination.indexVectors(.documents)
      return part
    case .commits:
      let copying = CommitCopying(
        source: source.commits, destination: destination.commits, isCancelled: isCancelled)
      let part = try await copying.run(step: step)
      try await destination.indexVectors(.commits)
      return part
    }
  }

  private static func count(_ kind: Kind, _ names: [String], _ source: StorePlace) async throws -> Int {
    switch kind {
    case .skills, .memory: names.count
    case .corpora: try await source.corpora.corpora().reduce(0) { $0 + $1.files + $1.skipped }
    case .commits: try await source.commits.commitCount()
    }
  }

  private static func names(_ kind: Kind, _ store: StorePlace) async throws -> [String] {
    switch kind {
    case .skills: return Array(try await store.skills.names())
    case .memory:
      var ids: [String] = []
      _ = try await store.memory.list(ConversationFilter(includesArchived: true), PageRequest(maxResults: nil)) {
        ids.append($0.sessionID)
      }
      return ids
    case .corpora: return try await store.corpora.names()
    case .commits:
      try await store.commits.checkForCopying()
      return try await store.commits.repositories().map(\.gitDirectory)
    }
  }
}
