import IpaiCore

extension SearchRequest {
  /// Refuses what nobody may ask for: requests from flags, from JSON and from code are all checked here.
  ///
  /// Throws `IpaiError(.usage)` naming the field.
  package func validate() throws {
    try PageRequest(maxResults: maxResults).validate()
    if let repository, !repository.hasPrefix("/") || repository.utf8.contains(0) {
      throw IpaiError(.usage, "repository must be an absolute path, not '\(repository.prefix(80))'")
    }
    if like == nil, query.allSatisfy(\.isWhitespace) {
      throw IpaiError(.usage, "the query is empty", hint: "say what to look for")
    }
    if let like, like.isEmpty || like.utf8.contains(0) {
      throw IpaiError(.usage, "like must name a revision, not '\(like.prefix(80))'")
    }
  }
}
