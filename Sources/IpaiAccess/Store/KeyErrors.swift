import IpaiCore

/// What goes wrong with keys, wherever they are stored.
enum KeyErrors {
  /// A name that another key has.
  static func exists(_ name: String) -> IpaiError {
    IpaiError(
      .conflict, "there is a key '\(name)' already",
      hint: "choose another name; to replace its secret: ipai keys rotate \(ShellWord.quoted(name))")
  }

  /// A name or an id that no key has.
  static func unknown(_ nameOrID: String) -> IpaiError {
    IpaiError(.notFound, "there is no key '\(nameOrID.prefix(80))'", hint: "to see what there is: ipai keys list")
  }

  /// Throws `IpaiError(.conflict)` for a key that cannot get a new secret.
  static func check(_ key: AccessKey, canRotateAt now: Timestamp) throws {
    guard !key.isValid(at: now) else { return }
    let reason = key.revoked == nil ? "has expired" : "is revoked"
    throw IpaiError(.conflict, "the key '\(key.name)' \(reason)", hint: "make a new one: ipai keys create --help")
  }
}

/// When the use of a key is noted.
enum KeyUse {
  /// How often at most, in seconds: a write for each request would be many.
  private static let seconds: Int64 = 60

  /// False when it was noted a short time ago.
  static func isToBeNoted(of key: AccessKey, at now: Timestamp) -> Bool {
    guard let used = key.used else { return true }
    return now.seconds >= used.seconds + seconds
  }
}
