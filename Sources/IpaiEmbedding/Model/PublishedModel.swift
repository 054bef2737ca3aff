import Crypto
import Foundation
import IpaiCore

/// A model that ipai knows: where it is published and what its weights must be.
package struct PublishedModel: Sendable {
  package let name: String
  /// The repository on its hub.
  package let repository: String
  /// SHA-256 of `model.safetensors`.
  package let revision: String
  /// SHA-256 of `vocab.txt`.
  let vocabulary: String

  package static let all = [
    PublishedModel(
      name: "all-MiniLM-L6-v2", repository: "sentence-transformers/all-MiniLM-L6-v2",
      revision: "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
      vocabulary: "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3")
  ]

  package static func named(_ name: String) -> PublishedModel? { all.first { $0.name == name } }

  /// Where its files are on a hub.
  package func path(of file: String? = nil) -> String { "\(repository)/resolve/main" + (file.map { "/" + $0 } ?? "") }

  /// The content of a file, when it is what was published. Throws `IpaiError(.unavailable)` when it is not.
  func checked(_ name: String, _ content: Data) throws -> Data {
    let expected = ["model.safetensors": revision, "vocab.txt": vocabulary][name]
    if let expected, case let found = SHA256.hash(data: content).hexadecimal, found != expected {
      throw IpaiError(
        .unavailable, "\(name) is not what was published as \(self.name): its SHA-256 is \(found), not \(expected)")
    }
    return content
  }
}
