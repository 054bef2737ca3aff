/// The name of a machine that shares a store with others, and keeps its paths apart from theirs: `laptop:/home/ann/docs`.
package struct MachineName: Sendable, Equatable {
  private let prefix: String

  /// An empty name is for machines that have the same at the same path.
  package init(_ name: String) { prefix = name.isEmpty ? "" : name + ":" }

  /// Whether paths of this machine can be told from those of others.
  package var isNamed: Bool { !prefix.isEmpty }

  /// What all absolute paths of this machine begin with in the store.
  package var root: String { prefix + "/" }

  /// A path as it is stored: an absolute one of this machine, or what `local` gave for that of another one.
  package func stored(_ path: String) -> String {
    if path.utf8.starts(with: Self.unnamed.utf8) { return String(decoding: path.utf8.dropFirst(), as: UTF8.self) }
    return path.utf8.first == UInt8(ascii: "/") ? prefix + path : path
  }

  /// A path in the store as this machine has it. One of another machine keeps its name, and one of machines without a name is `:/docs`
  /// where this one has a name.
  package func local(_ stored: String) -> String {
    if stored.utf8.starts(with: root.utf8) {
      return String(decoding: stored.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
    }
    return stored.utf8.first == UInt8(ascii: "/") ? ":" + stored : stored
  }

  /// What absolute paths of machines without a name begin with on one that has a name.
  private static let unnamed = ":/"
}
