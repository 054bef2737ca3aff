import Foundation
import IpaiCore
import IpaiGit

/// Says why git could not tell where lines come from.
enum BlameFailure {
  /// The error for people. Git's own message does not decide: its words change with its version.
  static func explained(_ error: IpaiError, _ file: CitedFile) -> IpaiError {
    guard error.cause is GitProgramFailure else { return error }
    if let first = file.lines?.lowerBound, let count = lineCount(of: file), first > count {
      if count == 0 { return IpaiError(.usage, "\(file.path) has no lines") }
      return IpaiError(
        .usage, "\(file.path) has only \(Count.text(count, "line"))", hint: "name a line from 1 to \(count)")
    }
    return IpaiError(
      .unavailable, "git cannot tell where the lines of \(file.path) come from",
      hint: "where old versions are missing, as in a partial clone, this fetches them: "
        + GitCommand.text("blame HEAD -- \(ShellWord.quoted(file.path))", in: file.repository),
      cause: error.cause)
  }

  /// How many lines the file has; nil when it cannot be read.
  private static func lineCount(of file: CitedFile) -> Int? {
    guard file.revision != nil else { return workTreeLines(file) }
    guard let git = try? GitRepository(containing: file.repository), let head = git.commit(named: "HEAD"),
      case .file(let id) = git.entry(at: file.path, in: head), let object = try? git.read(id)
    else { return nil }
    return object.bytes.lineCount
  }

  private static func workTreeLines(_ file: CitedFile) -> Int? {
    let bytes = FileManager.default.contents(atPath: "\(file.repository)/\(file.path)")
    return bytes?.withUnsafeBytes(\.lineCount)
  }
}
