/// A folder that a client works in (Client Features: Roots).
public struct Root: Sendable, Hashable {
  /// Its address, which starts with `file:`.
  public var uri: String
  /// What to call it.
  public var name: String?

  /// The folder at an address.
  public init(uri: String, name: String? = nil) {
    self.uri = uri
    self.name = name
  }

  /// The root as it goes over the wire.
  var json: JSON {
    var members: [String: JSON] = ["uri": .string(uri)]
    members[optional: "name"] = name.map(JSON.string)
    return .object(members)
  }
}
