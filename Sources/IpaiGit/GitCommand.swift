import IpaiCore

/// Writes command lines of git for hints.
package enum GitCommand {
  /// The command line that runs `words` in the repository of the folder `path`, or in the current folder when it is nil.
  package static func text(_ words: String, in path: String?) -> String {
    path.map { "git -C \(ShellWord.quoted($0)) \(words)" } ?? "git \(words)"
  }
}
