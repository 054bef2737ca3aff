import IpaiCore
import IpaiMemory

/// What an import stored, and what it could not read.
package struct ImportSummary: Codable, Sendable, Equatable {
  /// Something that was not imported.
  package struct Problem: Codable, Sendable, Equatable {
    /// The file, or `-` for standard input; nil where a conversation as a whole was refused.
    package var path: String?
    /// The line, from 1; nil where the whole file is meant.
    package var line: Int?
    /// What is wrong.
    package var message: String
  }

  /// How many conversations were read.
  package var conversations = 0
  /// How many messages were added.
  package var added = 0
  /// How many were there already.
  package var unchanged = 0
  /// How many were left out because they are empty.
  package var empty = 0
  /// How many secrets were replaced, by the id of the rule.
  package var redacted: [String: Int] = [:]
  /// How many links were made.
  package var linked = 0
  /// How many vectors were computed.
  package var embedded = 0
  /// How many problems there were.
  package var problemCount = 0
  /// The first of them.
  package var problems: [Problem] = []

  /// How many problems are listed.
  private static let mostProblems = 100

  /// Adds a batch of conversations that were stored, and those that were refused.
  mutating func take(_ batch: AddedMemory) {
    conversations += batch.conversations.count + batch.refused.count
    added += batch.added
    unchanged += batch.unchanged
    empty += batch.empty
    redacted.merge(batch.redacted, uniquingKeysWith: +)
    linked += batch.linked
    for refused in batch.refused { take(Problem(message: refused.message)) }
  }

  /// Adds something that could not be read.
  mutating func take(_ problem: ImportProblem) {
    take(Problem(path: problem.path, line: problem.line, message: problem.message))
  }

  private mutating func take(_ problem: Problem) {
    problemCount += 1
    if problems.count < Self.mostProblems { problems.append(problem) }
  }

  enum CodingKeys: String, CodingKey {
    case conversations, added, unchanged, empty, redacted, linked, embedded, problems
    case problemCount = "problem_count"
  }
}
