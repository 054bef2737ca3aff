package import IpaiCore
package import IpaiSkills

/// Why a file, or some of its lines, are as they are.
package struct WhyAnswer: Codable, Sendable, Equatable {
  /// A commit that lines come from.
  package struct Commit: Codable, Sendable, Equatable {
    /// Its id.
    package var commit: String
    /// The first line of its message.
    package var subject: String
    /// Who wrote it.
    package var author: Person
    /// When it was written.
    package var authored: Timestamp
    /// How many of the lines come from it.
    package var lines: Int
    /// What the file was called in it; nil when it had the same name.
    package var path: String?
    /// True where the history that is here ends, so that the lines may be older; nil otherwise.
    package var isBoundary: Bool?
    /// The conversations about it, latest first.
    package var conversations: [LinkedConversation]

    enum CodingKeys: String, CodingKey {
      case commit, subject, author, authored, lines, path, conversations
      case isBoundary = "history_ends"
    }
  }

  /// A commit that is like the first one.
  package struct Related: Codable, Sendable, Equatable {
    /// Its id.
    package var commit: String
    /// The first line of its message.
    package var subject: String
    /// When it was committed.
    package var date: Timestamp
    /// How well its words fit.
    package var score: Double
  }

  /// A skill that a conversation names.
  package struct Skill: Codable, Sendable, Equatable {
    /// Its name.
    package var name: String
    /// The version that was the latest one when the conversation ended; nil when the registry had none then.
    package var version: String?
    /// The status of that version now; nil when there is none.
    package var status: SkillStatus?
    /// The conversation.
    package var sessionID: String

    enum CodingKeys: String, CodingKey {
      case name, version, status
      case sessionID = "session_id"
    }
  }

  /// The work tree, or the git directory of a bare repository.
  package var repository: String
  /// The path relative to its root.
  package var path: String
  /// The first of the lines; nil for the whole file.
  package var firstLine: Int?
  /// The last of them.
  package var lastLine: Int?
  /// How many lines there are.
  package var lines = 0
  /// How many of them are not committed yet.
  package var uncommittedLines = 0
  /// How many commits the lines come from.
  package var commitCount = 0
  /// Those that most lines come from.
  package var commits: [Commit] = []
  /// The conversations about the file, latest first, unless they stand with a commit.
  package var conversations: [LinkedConversation] = []
  /// The commits that are most like the first one.
  package var related: [Related] = []
  /// The skills that the conversations name.
  package var skills: [Skill] = []
  /// What is missing because it is not indexed, and how to index it.
  package var notes: [String] = []

  /// An answer about a file that is not filled yet.
  init(_ file: CitedFile) {
    repository = file.repository
    path = file.path
    firstLine = file.lines?.lowerBound
    lastLine = file.lines?.upperBound
  }

  enum CodingKeys: String, CodingKey {
    case repository, path, lines, commits, conversations, related, skills, notes
    case firstLine = "first_line"
    case lastLine = "last_line"
    case uncommittedLines = "uncommitted_lines"
    case commitCount = "commit_count"
  }
}
