/// Many things that can be read, at addresses of a common form (Resources: Resource Templates).
public struct ResourceTemplate: Sendable {
  /// The form of the addresses.
  public let template: URITemplate
  /// The template as `resources/templates/list` has it.
  public let listing: JSON
  /// Reads what is at an address of this form.
  let read: @Sendable (_ uri: String, _ variables: [String: String], RequestContext) async throws -> [ResourceContents]?
  /// Suggests values for a variable.
  let complete: Completer?

  /// A template of resources that `read` reads.
  ///
  /// `uriTemplate`: RFC 6570, level 1, such as `file:///{name}/data`; a variable stands for one path segment.
  /// `complete`: suggests values for a variable.
  /// `read`: returns nil when there is no such resource. The variables are percent-decoded: check them before using them in
  /// paths.
  public init(
    _ uriTemplate: String, name: String, title: String? = nil, description: String? = nil, mimeType: String? = nil,
    annotations: Annotations? = nil, icons: [Icon] = [], meta: JSON? = nil, complete: Completer? = nil,
    read:
      @escaping @Sendable (_ uri: String, _ variables: [String: String], RequestContext) async throws
      -> [ResourceContents]?
  ) {
    template = URITemplate(uriTemplate)
    self.complete = complete
    self.read = read
    listing = .listing(
      name, title, description, icons, meta,
      [
        "uriTemplate": .string(uriTemplate), "mimeType": mimeType.map(JSON.string), "annotations": annotations?.json,
      ])
  }
}
