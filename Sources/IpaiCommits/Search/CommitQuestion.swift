import IpaiCore
import IpaiDatabase
import IpaiEmbedding
import IpaiSearch

/// How a query is answered: by what, and where meaning counts, with its embedding.
struct CommitQuestion {
  let mode: SearchMode
  let embedding: (encoder: TextEncoder, vector: [Float])?
  /// Why only words count although a model is installed; nil when nothing is wrong with it.
  let unavailable: String?

  static func words(unavailable: String? = nil) -> CommitQuestion {
    CommitQuestion(mode: .lexical, embedding: nil, unavailable: unavailable)
  }
}

extension CommitMeaning {
  /// The question that `text` is in the mode asked for, or in the best there is. A model that is damaged leaves the words.
  ///
  /// Throws `IpaiError(.notFound)` when a mode was asked for that needs a model or vectors which are not there, and for
  /// a search by meaning alone what is wrong with the model. `update` is the command that computes the vectors.
  func question(
    _ text: String, _ wanted: SearchMode?, in database: DatabaseFile, update: @autoclosure () -> String
  ) throws -> CommitQuestion {
    guard wanted != .lexical else { return .words() }
    do {
      let encoder = try encoder()
      guard try database.read({ try hasVectors($0, encoder) }) else {
        throw IpaiError(
          .notFound, "nothing is indexed by meaning yet with the model \(encoder.model)",
          hint: "run: \(update())")
      }
      let vector = try encoder.encode([Array(text.utf8)])
      return CommitQuestion(mode: wanted ?? .hybrid, embedding: (encoder, vector), unavailable: nil)
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
