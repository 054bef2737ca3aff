import IpaiCore

extension GitProgram {
  /// The most renames that are followed.
  private static let mostRenames = 50

  /// What a file that was at `path` in the commit `start`, or at any time where that is nil, is called in HEAD; nil when it
  /// was removed. The file itself need not be there: this is for paths that HEAD does not have.
  ///
  /// Throws what `answer` throws.
  package func currentName(of path: String, since start: String?) async throws -> String? {
    var path = path
    var range = start.map { "\($0)..HEAD" } ?? "HEAD"
    for _ in 0..<Self.mostRenames {
      guard let removal = try await removal(of: path, in: range),
        let name = try await newName(of: path, in: removal)
      else { return nil }
      if try await isInHead(name) { return name }
      path = name
      range = "\(removal)..HEAD"
    }
    return nil
  }

  /// True when a commit that HEAD leads to changed this path. Throws what `answer` throws.
  package func hasHistory(of path: String) async throws -> Bool {
    try await !answer(to: ["log", "-1", "--format=%H", "HEAD", "--", path]).isEmpty
  }

  /// The last commit of a range that removed a path; nil when none did.
  private func removal(of path: String, in range: String) async throws -> String? {
    let words = ["log", "-1", "--format=%H", "--diff-filter=D", "--no-renames", "--no-ext-diff", range, "--", path]
    return try await firstLine(of: answer(to: words))
  }

  /// What a commit that removed a path called the file instead; nil when it is gone.
  private func newName(of path: String, in commit: String) async throws -> String? {
    let words = [
      "diff-tree", "-r", "-z", "-M", "-l", "2000", "--diff-filter=R", "--name-status", "--no-commit-id", "-m",
    ]
    let fields = try await answer(to: words + [commit]).split(separator: 0).map { PathText.text(bytes: $0) }
    for index in stride(from: 0, to: fields.count - 2, by: 3) where fields[index + 1] == path {
      return fields[index + 2]
    }
    return nil
  }

  private func isInHead(_ path: String) async throws -> Bool {
    try await !answer(to: ["ls-tree", "-z", "HEAD", "--", path]).isEmpty
  }

  private func firstLine(of bytes: [UInt8]) -> String? {
    bytes.split(separator: UInt8(ascii: "\n")).first.map { String(decoding: $0, as: UTF8.self) }
  }
}
