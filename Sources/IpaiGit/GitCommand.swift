import IpaiCore

/// A command line of git, for hints.
package enum GitCommand {
  /// `path` is any folder in the repository; nil for the one that one stands in.
  package static func text(_ words: String, in path: String?) -> String {
    path.map { "git -C \(ShellWord.quoted($0)) \(words)" } ?? "git \(words)"
  }
}
