/// A version that clusters may have, as the schema `kubernetes_version` has it.
package struct KubernetesVersion: Codable, Equatable, Sendable {
  package var slug: String?
  package var kubernetesVersion: String?

  enum CodingKeys: String, CodingKey {
    case slug
    case kubernetesVersion = "kubernetes_version"
  }
}
