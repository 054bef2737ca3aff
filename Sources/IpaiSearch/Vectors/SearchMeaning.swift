package import IpaiEmbedding
import IpaiCore
import Synchronization

/// What a search by meaning needs besides the vectors: the model that embeds texts.
package final class SearchMeaning: Sendable {
  /// Where copies of vectors are kept; nil when no file may be kept.
  let cacheFolder: String?
  private let makeEncoder: @Sendable () throws -> any Embedder
  private let state = Mutex(State())

  private struct State: Sendable {
    var encoder: (any Embedder)?
    /// What was embedded last: when several corpora are searched, each asks for the same text.
    var last: (text: String, vector: [Float])?
  }

  /// `makeEncoder` is called when the model is first needed; it throws `IpaiError(.notFound)` when no model is installed.
  package init(cacheFolder: String?, makeEncoder: @escaping @Sendable () throws -> any Embedder) {
    self.cacheFolder = cacheFolder
    self.makeEncoder = makeEncoder
  }

  /// The model. Throws what making it throws.
  func encoder() throws -> any Embedder {
    if let encoder = state.withLock({ $0.encoder }) { return encoder }
    let encoder = try makeEncoder()
    state.withLock { $0.encoder = encoder }
    return encoder
  }

  /// The embedding of a text, of length 1.
  private func vector(of text: String, _ encoder: any Embedder) throws -> [Float] {
    if let last = state.withLock({ $0.last }), last.text == text { return last.vector }
    let vector = try encoder.encode(query: text)
    state.withLock { $0.last = (text, vector) }
    return vector
  }

  /// The question for `text` in the mode that was asked for, or in the best one available. When the model is damaged, only
  /// words count.
  ///
  /// `update` is the command that computes the vectors, and `hasVectors` says whether there are any of a model. Throws
  /// `IpaiError(.notFound)` when the mode that was asked for needs a model or vectors that do not exist and, for a search by
  /// meaning alone, what is wrong with the model.
  func question(
    _ text: String, _ wanted: SearchMode?, update: @autoclosure () -> String,
    hasVectors: (any Embedder) throws -> Bool
  ) throws -> SearchQuestion {
    guard wanted != .lexical else { return .words() }
    do {
      let encoder = try encoder()
      guard try hasVectors(encoder) else {
        throw IpaiError(
          .notFound, "nothing is indexed by meaning yet with the model \(encoder.model)",
          hint: "run: \(update())")
      }
      let embedding = SearchQuestion.Embedding(encoder: encoder, vector: try vector(of: text, encoder))
      return SearchQuestion(mode: wanted ?? .hybrid, embedding: embedding, unavailable: nil)
    } catch let error as IpaiError where wanted == nil && error.code == .notFound {
      return .words()
    } catch let error as IpaiError where wanted != .vector && Self.leavesWords(error) {
      return .words(unavailable: error.message)
    }
  }

  private static func leavesWords(_ error: IpaiError) -> Bool {
    switch error.code {
    case .unavailable, .denied, .internal: true
    default: false
    }
  }
}
