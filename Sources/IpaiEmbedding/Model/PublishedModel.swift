/// A model that ipai knows: where it is published and what its weights must be.
package struct PublishedModel: Sendable {
  package let name: String
  /// The repository on its hub.
  package let repository: String
  /// SHA-256 of `model.safetensors`.
  package let revision: String

  package static let all = [
    PublishedModel(
      name: "all-MiniLM-L6-v2", repository: "sentence-transformers/all-MiniLM-L6-v2",
      revision: "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db")
  ]

  package static func named(_ name: String) -> PublishedModel? { all.first { $0.name == name } }
}
