/// The name of a machine that shares a store with others, and keeps its paths apart from theirs: `laptop:/home/ann/docs`.
package struct MachineName: Sendable, Equatable {
  private let prefix: String

  /// An empty name is for machines that have the same at the same path.
  package init(_ name: String) { prefix = name.isEmpty ? "" : name + ":" }

  /// What all absolute paths of this machine begin with in the store.
  package var root: String { prefix + "/" }

  /// An absolute path of this machine as it is stored; other texts stay as they are.
  package func stored(_ path: String) -> String { path.utf8.first == UInt8(ascii: "/") ? prefix + path : path }

  /// A path in the store as this machine has it; one of another machine keeps its name.
  package func local(_ stored: String) -> String {
    guard stored.utf8.starts(with: root.utf8) else { return stored }
    return String(decoding: stored.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
  }
}
