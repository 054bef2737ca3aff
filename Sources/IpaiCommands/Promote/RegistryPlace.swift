import IpaiCore

/// The registry that an option names.
enum RegistryPlace {
  /// An address as it is; a path seen from the current folder.
  static func absolute(_ text: String, in world: World) throws -> String {
    if text.isEmpty || text.contains("://") { return text }
    return try world.absolute(text)
  }
}
