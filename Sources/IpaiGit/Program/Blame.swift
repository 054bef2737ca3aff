/// From which commits the lines of a file come.
package struct Blame: Sendable, Equatable {
  /// Consecutive lines that come from one commit.
  package struct Group: Sendable, Equatable {
    /// The id of the commit, 40 digits; all zeros for lines that are not committed.
    package var commit: String
    /// The first of the lines in the file, from 1.
    package var line: Int
    /// How many lines there are.
    package var count: Int
    /// What the file was called in that commit.
    package var path: String
  }

  /// A commit as blame describes it.
  package struct Commit: Sendable, Equatable {
    /// Who wrote it, by the mailmap.
    package var author = ""
    /// The address of the author, without the angle brackets.
    package var email = ""
    /// When it was written, in seconds since 1970.
    package var seconds = 0
    /// The first line of its message.
    package var subject = ""

    /// A commit of which nothing is known yet.
    package init() {}
  }

  /// The groups, by line.
  package var groups: [Group] = []
  /// The commits, by id.
  package var commits: [String: Commit] = [:]

  /// The id of lines that are not committed.
  package static let uncommitted = String(repeating: "0", count: 40)
}
