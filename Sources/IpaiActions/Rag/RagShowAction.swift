package import IpaiCore
import IpaiCorpora

/// `rag show`: what a corpus holds, and what was left out.
package enum RagShowAction: Action {
  /// Which corpus to show.
  package struct Request: ActionRequest {
    package var corpus = ""
    package var files = false

    package init() {}
  }

  /// What a corpus holds.
  package struct Outcome: Codable, Sendable, Equatable {
    /// A file, or a text that was imported.
    package struct File: Codable, Sendable, Equatable {
      /// The absolute path, or the id under which it was imported.
      package var path: String
      /// How it is written: markdown, text, or the name of a language.
      package var lang: String
      /// How many passages it has.
      package var passages: Int
      /// When it was changed, or imported.
      package var modified: Timestamp
    }

    /// A file that was left out.
    package struct LeftOut: Codable, Sendable, Equatable {
      /// The absolute path.
      package var path: String
      /// Why: binary, empty, generated, minified, name, not_a_file, too_large or unreadable.
      package var reason: String
    }

    /// The corpus, with its sources.
    package var corpus: ListedCorpus
    /// How many files are written in each language or format.
    package var languages: [String: Int]
    /// The files that were left out, by path.
    package var leftOut: [LeftOut]
    /// The files, by source and path; nil when they were not asked for.
    package var files: [File]?

    enum CodingKeys: String, CodingKey {
      case corpus, languages, files
      case leftOut = "left_out"
    }
  }

  package static let name = ActionName("rag", "show")
  package static let effect = Effect.read
  package static let dependsOnDatabaseAlone = true
  package static let route = Route(.get, "/rag/corpora/{corpus}")
  package static let summary = "Show what a corpus holds, and what was left out and why."
  package static let fields: [Field<Request>] = [
    .required("corpus", \.corpus, maxBytes: 64, "The name of the corpus."),
    .flag("files", \.files, "Name each file as well."),
  ]
  package static var example: Request {
    var request = Request()
    request.corpus = "docs"
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    try await services.working { _ in
      guard let store = try services.corporaIfAny() else { throw CorpusErrors.none }
      guard let corpus = try await store.corpus(request.corpus) else {
        throw CorpusErrors.unknown(request.corpus, among: try await store.names())
      }
      let files = try await store.files(ofCorpus: request.corpus)
      var languages: [String: Int] = [:]
      for file in files {
        if let format = file.format { languages[format, default: 0] += 1 }
      }
      let leftOut = files.compactMap { file in
        file.skipped.map { Outcome.LeftOut(path: file.path, reason: $0.rawValue) }
      }
      var outcome = Outcome(
        corpus: ListedCorpus(
          corpus, try await store.sources(of: request.corpus), try await store.embedders()[request.corpus]),
        languages: languages,
        leftOut: leftOut)
      if request.files {
        outcome.files = files.compactMap { file in
          file.format.map {
            Outcome.File(path: file.path, lang: $0, passages: file.passages, modified: file.modified)
          }
        }
      }
      return outcome
    }
  }
}
