/// A namespace of functions, as the schema `namespace_info` has it, without its key.
package struct FunctionNamespace: Resource {
  package var namespace: String
  package var label: String?
  package var region: String?
  package var uuid: String?

  enum CodingKeys: String, CodingKey {
    case namespace, label, region, uuid
  }

  package static let kind = ResourceKind.functionNamespace
  package var key: String { namespace }
  package var displayName: String? { label }
}
