import IpaiCore
import IpaiCorpora

/// `rag forget`: removes a corpus, or what is in a folder.
package enum RagForgetAction: Action {
  /// What to remove.
  package struct Request: ActionRequest {
    /// The name of a corpus, or an absolute path.
    package var name = ""

    package init() {}
  }

  /// What was removed.
  package struct Outcome: Codable, Sendable, Equatable {
    /// The corpus that is gone; nil for a path.
    package var corpus: String?
    /// The path that is gone; nil for a corpus.
    package var path: String?
    /// How many files were removed.
    package var files: Int
  }

  package static let name = ActionName("rag", "forget")
  package static let effect = Effect.idempotent
  package static let route = Route(.post, "/rag/forget")
  package static let summary = "Remove a corpus, or a folder or file from all corpora. The files themselves stay."
  package static let fields: [Field<Request>] = [
    .required("name", \.name, "The corpus, or the absolute path of a folder or file to remove from all corpora.")
  ]
  package static var example: Request {
    var request = Request()
    request.name = "docs"
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    return try await services.working { _ in
      guard try services.corporaIfAny() != nil else { throw CorpusErrors.none }
      let store = try services.corporaForWriting()
      let name = request.name
      guard name.hasPrefix("/") else {
        let files = try await store.corpus(name)?.files ?? 0
        guard try await store.forget(corpus: name) else {
          throw CorpusErrors.unknown(name, among: try await store.names())
        }
        return Outcome(corpus: name, files: files)
      }
      // A folder that is gone has no real path any more.
      for candidate in [RealPath.text(name), name] {
        guard try await store.has(path: candidate) else { continue }
        return Outcome(path: candidate, files: try await store.forget(path: candidate))
      }
      throw IpaiError(
        .notFound, "no corpus has \(name)", hint: "to see what there is: ipai rag list")
    }
  }
}
