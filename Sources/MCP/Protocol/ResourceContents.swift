public import Foundation

/// What a resource holds, or a part of it (Resources: Resource Contents).
public struct ResourceContents: Sendable, Hashable {
  /// The contents as they go over the wire.
  public var json: JSON

  init(json: JSON) { self.json = json }

  /// The address that they were read from.
  public var uri: String? { json["uri"]?.string }
  /// Their media type.
  public var mimeType: String? { json["mimeType"]?.string }
  /// The text, unless they are binary.
  public var text: String? { json["text"]?.string }
  /// The bytes, if they are binary.
  public var blob: Data? { json["blob"]?.string.flatMap { Data(base64Encoded: $0) } }

  /// Contents that are text.
  public init(uri: String, mimeType: String? = nil, text: String) {
    self.init(uri, mimeType, ["text": .string(text)])
  }

  /// Contents that are bytes.
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
