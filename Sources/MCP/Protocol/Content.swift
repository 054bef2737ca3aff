public import Foundation

/// One block of what a tool or a prompt says (Tools: Tool Result; Prompts: Data Types).
public struct Content: Sendable, Hashable {
  /// The block as it goes over the wire.
  public var json: JSON

  /// A block from its JSON, for kinds that this library does not name.
  public init(json: JSON) { self.json = json }

  /// A block of text.
  public static func text(_ text: String, annotations: Annotations? = nil) -> Content {
    Content(["type": "text", "text": .string(text)], annotations)
  }

  /// A picture.
  public static func image(_ data: Data, mimeType: String, annotations: Annotations? = nil) -> Content {
    Content(
      ["type": "image", "data": .string(data.base64EncodedString()), "mimeType": .string(mimeType)], annotations)
  }

  /// A sound.
  public static func audio(_ data: Data, mimeType: String, annotations: Annotations? = nil) -> Content {
    Content(
      ["type": "audio", "data": .string(data.base64EncodedString()), "mimeType": .string(mimeType)], annotations)
  }

  /// An embedded resource, with its contents.
  public static func resource(_ contents: ResourceContents, annotations: Annotations? = nil) -> Content {
    Content(["type": "resource", "resource": contents.json], annotations)
  }

  /// A link to a resource.
  public static func resourceLink(_ resource: Resource, annotations: Annotations? = nil) -> Content {
    var members = resource.listing.object ?? [:]
    members["type"] = "resource_link"
    return Content(members, annotations)
  }

  /// The text of a text block; nil for other blocks.
  public var text: String? {
    guard json["type"] == "text" else { return nil }
    return json["text"]?.string
  }

  private init(_ members: [String: JSON], _ annotations: Annotations?) {
    var members = members
    members[optional: "annotations"] = annotations?.json
    json = .object(members)
  }
}
