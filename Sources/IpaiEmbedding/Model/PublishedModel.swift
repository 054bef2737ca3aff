import Crypto
import Foundation
import IpaiCore

/// A model that ipai knows: where it is published, and which files it must have.
package struct PublishedModel: Sendable {
  /// The name under which the model is installed.
  package let name: String
  /// The repository on its hub.
  package let repository: String
  /// The SHA-256 of `model.safetensors` in hexadecimal.
  package let revision: String
  /// The SHA-256 of `vocab.txt` in hexadecimal.
  let vocabulary: String

  /// All models that ipai knows.
  package static let all = [
    PublishedModel(
      name: "all-MiniLM-L6-v2", repository: "sentence-transformers/all-MiniLM-L6-v2",
      revision: "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
      vocabulary: "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3")
  ]

  /// The model with a name; nil when ipai does not know it.
  package static func named(_ name: String) -> PublishedModel? { all.first { $0.name == name } }

  /// The path of one of its files on a hub, or of their folder.
  package func path(of file: String? = nil) -> String {
    let folder = "\(repository)/resolve/main"
    guard let file else { return folder }
    return folder + "/" + file
  }

  /// The content of the file `name`. Throws `IpaiError(.unavailable)` when it is not what was published.
  func checked(_ name: String, _ content: Data) throws -> Data {
    let expected = ["model.safetensors": revision, "vocab.txt": vocabulary][name]
    if let expected, case let found = SHA256.hash(data: content).hexadecimal, found != expected {
      throw IpaiError(
        .unavailable, "\(name) is not what was published as \(self.name): its SHA-256 is \(found), not \(expected)")
    }
    return content
  }
}
