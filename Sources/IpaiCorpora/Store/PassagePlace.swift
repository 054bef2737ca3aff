import IpaiCore

/// Where a passage stands.
enum PassagePlace {
  /// The absolute path of a file of a source. A source that is a file has a path that ends with the file's.
  static func path(_ source: String, _ file: String) -> String {
    if source.isEmpty { return file }
    return source.hasSuffix("/" + file) && !file.contains("/") && FileStatus(source)?.kind != .folder
      ? source : source + "/" + file
  }
}
