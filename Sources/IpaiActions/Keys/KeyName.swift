import IpaiCore

/// The names that keys may have.
enum KeyName {
  /// Throws `IpaiError(.usage)` for a name with control characters or nothing to see, and for one that looks like an id.
  static func check(_ name: String) throws {
    let isPlain = !name.unicodeScalars.contains { $0.properties.generalCategory == .control }
    guard isPlain, name.contains(where: { !$0.isWhitespace }) else {
      throw IpaiError(.usage, "the name of a key has to be a line of text")
    }
    let isID = name.utf8.count == 16 && name.allSatisfy(\.isHexDigit)
    if isID { throw IpaiError(.usage, "'\(name)' looks like the id of a key", hint: "choose another name") }
  }
}
