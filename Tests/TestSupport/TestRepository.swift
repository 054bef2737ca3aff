package import Foundation

/// A real git repository in a temporary folder, in which the real git works.
package final class TestRepository: Sendable {
  /// The path of the work tree or of a bare repository.
  package let path: String
  private let folder: TemporaryFolder

  /// A run of git that failed.
  package struct Failure: Error, CustomStringConvertible {
    /// The arguments, the status and what git wrote to standard error.
    package let description: String
  }

  /// Makes a repository by `git init` with `options`, such as `--bare`.
  package init(_ options: String...) throws {
    folder = try TemporaryFolder()
    path = folder.file("repository")
    try Self.git(["init", "-q", "-b", "main"] + options + [path], in: folder.path)
  }

  /// Makes a repository by `git clone` with `options`.
  package init(cloning source: String, _ options: String...) throws {
    folder = try TemporaryFolder()
    path = folder.file("clone")
    try Self.git(["clone", "-q"] + options + [source, path], in: folder.path)
  }

  /// The environment of every run of git in a test: no configuration of the machine, and fixed people and dates.
  package static let environment: [String: String] = [
    "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": "/nonexistent", "LC_ALL": "C.UTF-8",
    "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Ann Author", "GIT_AUTHOR_EMAIL": "ann@example.org",
    "GIT_COMMITTER_NAME": "Carl Committer", "GIT_COMMITTER_EMAIL": "carl@example.org",
    "GIT_AUTHOR_DATE": "1700000000 +0000", "GIT_COMMITTER_DATE": "1700000000 +0000",
    "GIT_ALLOW_PROTOCOL": "file",
  ]

  /// Runs git in a folder and returns its output. Throws `Failure` when its status is not 0.
  @discardableResult
  package static func git(
    _ arguments: [String], in folder: String, environment: [String: String] = [:], input: Data = Data()
  ) throws -> Data {
    let all = Self.environment.merging(environment) { $1 }
    let result = try Subprocess.run(["git"] + arguments, in: folder, environment: all, input: input)
    guard result.status == 0 else {
      throw Failure(description: "git \(arguments.joined(separator: " ")): \(result.status): \(result.error)")
    }
    return result.output
  }

  /// Runs git in the repository and returns its output without the line break at its end.
  @discardableResult
  package func git(_ arguments: String..., environment: [String: String] = [:], input: Data = Data()) throws -> String {
    let output = try Self.git(arguments, in: path, environment: environment, input: input)
    return String(decoding: output, as: UTF8.self).trimmingCharacters(in: .newlines)
  }

  /// Writes a file of the work tree, with the folders above it.
  package func write(_ text: String, to name: String) throws {
    let file = path + "/" + name
    let folder = (file as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: file))
  }

  /// Writes `files` and commits everything, `seconds` after the start of 2024. Returns the full id.
  @discardableResult
  package func commit(
    _ message: String, files: [String: String] = [:], seconds: Int = 0, environment: [String: String] = [:]
  ) throws -> String {
    for (name, text) in files { try write(text, to: name) }
    try git("add", "-A")
    let date = "\(1_704_067_200 + seconds) +0000"
    let dates = ["GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date].merging(environment) { $1 }
    // Each commit would start a process that looks whether there is something to tidy up.
    try git(
      "-c", "maintenance.auto=false", "commit", "-q", "--allow-empty", "--cleanup=verbatim", "-F", "-",
      environment: dates, input: Data(message.utf8))
    return try idOfHead() ?? git("rev-parse", "HEAD")
  }

  /// The id of the commit that HEAD names, read from the files in which it stands in most repositories after a commit.
  private func idOfHead() -> String? {
    func text(_ name: String) -> String? {
      FileManager.default.contents(atPath: path + "/.git/" + name).map {
        String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .newlines)
      }
    }
    guard let head = text("HEAD"), head.hasPrefix("ref: ") else { return nil }
    return text(String(head.dropFirst(5)))
  }

  /// Writes a commit object with exactly these bytes and points `main` at it; returns its id.
  @discardableResult
  package func rawCommit(_ bytes: Data) throws -> String {
    let id = try git("hash-object", "-t", "commit", "-w", "--literally", "--stdin", input: bytes)
    try git("update-ref", "refs/heads/main", id)
    return id
  }

  /// Writes a commit of the empty tree with these header lines and message; returns its id.
  @discardableResult
  package func rawCommit(author: String, committer: String, extra: String = "", message: Data) throws -> String {
    let tree = try git("hash-object", "-t", "tree", "-w", "--stdin")
    return try rawCommit(Data("tree \(tree)\nauthor \(author)\ncommitter \(committer)\n\(extra)\n".utf8) + message)
  }
}
