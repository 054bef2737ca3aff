import Foundation

/// Something that can be read, at one address.
public struct Resource: Sendable {
  public let uri: String
  /// As `resources/list` has it.
  public let listing: JSON
  /// Whether caches may share what it holds, where the server's options let them.
  let isPublic: Bool
  let read: @Sendable (RequestContext) async throws -> [ResourceContents]

  /// `uri`: a URI, without braces.
  /// `size`: in bytes.
  public init(
    _ uri: String, name: String, title: String? = nil, description: String? = nil, mimeType: String? = nil,
    size: Int? = nil, isPublic: Bool = false, annotations: Annotations? = nil, icons: [Icon] = [], meta: JSON? = nil,
    read: @escaping @Sendable (RequestContext) async throws -> [ResourceContents]
  ) {
    (self.uri, self.isPublic, self.read) = (uri, isPublic, read)
    listing = .listing(
      name, title, description, icons, meta,
      [
        "uri": .string(uri), "mimeType": mimeType.map(JSON.string), "size": size.map(JSON.integer),
        "annotations": annotations?.json,
      ])
  }
}

/// Many things that can be read, at addresses of one form.
public struct ResourceTemplate: Sendable {
  public let template: URITemplate
  /// As `resources/templates/list` has it.
  public let listing: JSON
  let read: @Sendable (_ uri: String, _ variables: [String: String], RequestContext) async throws -> [ResourceContents]?
  let complete: Completer?

  /// `uriTemplate`: RFC 6570, level 1, such as `file:///{name}/data`; a variable stands for one path segment.
  /// `complete`: suggests values of a variable.
  /// `read`: nil when there is no such resource. The variables come percent-decoded: check them before they become paths.
  public init(
    _ uriTemplate: String, name: String, title: String? = nil, description: String? = nil, mimeType: String? = nil,
    annotations: Annotations? = nil, icons: [Icon] = [], meta: JSON? = nil, complete: Completer? = nil,
    read:
      @escaping @Sendable (_ uri: String, _ variables: [String: String], RequestContext) async throws
      -> [ResourceContents]?
  ) {
    (template, self.complete, self.read) = (URITemplate(uriTemplate), complete, read)
    listing = .listing(
      name, title, description, icons, meta,
      [
        "uriTemplate": .string(uriTemplate), "mimeType": mimeType.map(JSON.string), "annotations": annotations?.json,
      ])
  }
}

/// A form of addresses (RFC 6570, level 1): text and variables in braces.
public struct URITemplate: Sendable, Hashable {
  public let text: String
  private let parts: [Part]

  private enum Part: Sendable, Hashable {
    case literal(String)
    case variable(String)
  }

  public init(_ text: String) {
    self.text = text
    var parts: [Part] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      if open > rest.startIndex { parts.append(.literal(String(rest[..<open]))) }
      parts.append(.variable(String(rest[rest.index(after: open)..<close])))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { parts.append(.literal(String(rest))) }
    self.parts = parts
  }

  public var variables: [String] {
    parts.compactMap { if case .variable(let name) = $0 { name } else { nil } }
  }

  /// The variables of an address, percent-decoded; nil when it has not this form. A variable is not empty and has no
  /// slash, encoded or not.
  public func match(_ uri: String) -> [String: String]? {
    var found: [String: String] = [:]
    // Bytes, since characters of the address may join with those of the template.
    var rest = Array(uri.utf8)[...]
    for (index, part) in parts.enumerated() {
      switch part {
      case .literal(let text):
        guard rest.starts(with: text.utf8) else { return nil }
        rest = rest.dropFirst(text.utf8.count)
      case .variable(let name):
        let value = rest.prefix(length(in: rest.prefix { $0 != Self.slash }, before: index + 1))
        guard let text = String(validating: value, as: UTF8.self)?.removingPercentEncoding, !text.isEmpty,
          !text.utf8.contains(Self.slash)
        else { return nil }
        found[name] = text
        rest = rest.dropFirst(value.count)
      }
    }
    return rest.isEmpty ? found : nil
  }

  private static let slash = UInt8(ascii: "/")

  /// How long a variable is within a segment: up to the last of what has to follow it there.
  private func length(in segment: ArraySlice<UInt8>, before part: Int) -> Int {
    guard part < parts.count, case .literal(let literal) = parts[part] else { return segment.count }
    let following = Array(literal.utf8.prefix { $0 != Self.slash })
    guard !following.isEmpty, following.count <= segment.count else { return segment.count }
    let starts = stride(from: segment.count - following.count, through: 0, by: -1)
    return starts.first { segment.dropFirst($0).starts(with: following) } ?? segment.count
  }
}
