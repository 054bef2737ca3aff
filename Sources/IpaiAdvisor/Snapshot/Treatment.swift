/// What a redaction does with the texts of a member of the facts.
enum Treatment {
  /// A name or anything else that somebody chose: replaced. It is also what happens to members that nobody thought of.
  case name
  /// The name of a host or of a bucket: replaced label by label.
  case host
  /// A text of the API itself, such as a status, a size or a region: stays if it has the form of one.
  case known
  /// An id: stays if it has the form of one.
  case id
  /// A moment: stays.
  case time
  /// The name of a resource: `do:droplet:3164444`.
  case urn
  /// Text that people or programs wrote: replaced, but for words by which rules judge.
  case sentence
  /// Taken out.
  case dropped
  /// The address of a page or of a server.
  case url
  /// The path that a health check asks for.
  case requestPath
  /// The data of a domain record, which is of the type that is beside it.
  case recordData
  /// The name of an image, which may have a slug beside it.
  case imageName
  case variable, value, tool, schedule, mountpoint, device
  /// Nothing but numbers at any depth.
  case numbers
}
