/// Whom a block or a resource is for, and how much it matters (Resources: Annotations).
public struct Annotations: Sendable, Hashable {
  /// `user`, `assistant` or both.
  public var audience: [String]
  /// How important it is, from 0, optional, to 1, required.
  public var priority: Double?
  /// When it was changed last, in ISO 8601.
  public var lastModified: String?

  /// Annotations; what is empty or nil is left out.
  public init(audience: [String] = [], priority: Double? = nil, lastModified: String? = nil) {
    self.audience = audience
    self.priority = priority
    self.lastModified = lastModified
  }

  /// The annotations as they go over the wire.
  var json: JSON {
    var members: [String: JSON] = [:]
    if !audience.isEmpty { members["audience"] = .array(audience.map(JSON.string)) }
    members[optional: "priority"] = priority.map(JSON.number)
    members[optional: "lastModified"] = lastModified.map(JSON.string)
    return .object(members)
  }
}
