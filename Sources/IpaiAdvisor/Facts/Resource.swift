/// Something in an account that findings can be about.
package protocol Resource: Codable, Equatable, Sendable {
  /// What it is.
  static var kind: ResourceKind { get }
  /// What tells it from others of its kind.
  var key: String { get }
  /// What people call it; nil for one without a name.
  var displayName: String? { get }
}

extension Resource {
  /// The name that is the same in every scan.
  package var urn: URN { URN(Self.kind, key) }
}
