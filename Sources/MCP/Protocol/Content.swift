public import Foundation

/// One block of what a tool or a prompt says.
public struct Content: Sendable, Hashable {
  /// The block as it goes over the wire.
  public var json: JSON

  /// A block of a kind that this library does not name.
  public init(json: JSON) { self.json = json }

  public static func text(_ text: String, annotations: Annotations? = nil) -> Content {
    Content(["type": "text", "text": .string(text)], annotations)
  }

  public static func image(_ data: Data, mimeType: String, annotations: Annotations? = nil) -> Content {
    Content(
      ["type": "image", "data": .string(data.base64EncodedString()), "mimeType": .string(mimeType)], annotations)
  }

  public static func audio(_ data: Data, mimeType: String, annotations: Annotations? = nil) -> Content {
    Content(
      ["type": "audio", "data": .string(data.base64EncodedString()), "mimeType": .string(mimeType)], annotations)
  }

  /// A resource itself.
  public static func resource(_ contents: ResourceContents, annotations: Annotations? = nil) -> Content {
    Content(["type": "resource", "resource": contents.json], annotations)
  }

  /// Where a resource is.
  public static func resourceLink(_ resource: Resource, annotations: Annotations? = nil) -> Content {
    var members = resource.listing.object ?? [:]
    members["type"] = "resource_link"
    return Content(members, annotations)
  }

  /// What a text block says.
  public var text: String? { json["type"] == "text" ? json["text"]?.string : nil }

  private init(_ members: [String: JSON], _ annotations: Annotations?) {
    var members = members
    members[optional: "annotations"] = annotations?.json
    json = .object(members)
  }
}

/// Whom a block or a resource is for, and how much it matters.
public struct Annotations: Sendable, Hashable {
  /// `user`, `assistant` or both.
  public var audience: [String]
  /// From 0, optional, to 1, required.
  public var priority: Double?
  /// ISO 8601.
  public var lastModified: String?

  public init(audience: [String] = [], priority: Double? = nil, lastModified: String? = nil) {
    (self.audience, self.priority, self.lastModified) = (audience, priority, lastModified)
  }

  var json: JSON {
    var members: [String: JSON] = [:]
    if !audience.isEmpty { members["audience"] = .array(audience.map(JSON.string)) }
    members[optional: "priority"] = priority.map(JSON.number)
    members[optional: "lastModified"] = lastModified.map(JSON.string)
    return .object(members)
  }
}

/// What a resource holds, or a part of it.
public struct ResourceContents: Sendable, Hashable {
  public var json: JSON

  init(json: JSON) { self.json = json }

  public var uri: String? { json["uri"]?.string }
  public var mimeType: String? { json["mimeType"]?.string }
  public var text: String? { json["text"]?.string }
  public var blob: Data? { json["blob"]?.string.flatMap { Data(base64Encoded: $0) } }

  public init(uri: String, mimeType: String? = nil, text: String) {
    self.init(uri, mimeType, ["text": .string(text)])
  }

  public init(uri: String, mimeType: String? = nil, blob: Data) {
    self.init(uri, mimeType, ["blob": .string(blob.base64EncodedString())])
  }

  private init(_ uri: String, _ mimeType: String?, _ members: [String: JSON]) {
    var members = members
    members["uri"] = .string(uri)
    members[optional: "mimeType"] = mimeType.map(JSON.string)
    json = .object(members)
  }
}
