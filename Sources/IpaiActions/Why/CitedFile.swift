import Foundation
import IpaiCore
import IpaiGit

/// A file of a repository, or some of its lines, as somebody asks about it: `lib/net.c`, `lib/net.c:12`, `lib/net.c:12-20`.
struct CitedFile: Sendable, Equatable {
  /// The work tree, or the git directory of a bare repository.
  var repository: String
  /// The path relative to the root of the repository.
  var path: String
  /// The lines; nil for all.
  var lines: ClosedRange<Int>?
  /// `HEAD` where the file of HEAD is meant, nil for the file of the work tree, which differs from it.
  var revision: String?
  /// True when the work tree lacks the file, or has something else in its place.
  var isRemoved: Bool
  /// True when the file goes through a filter that is not run, so that the file of HEAD is meant.
  var isFiltered = false

  /// Finds the file that `text` names, seen from the absolute path `folder`.
  ///
  /// Throws `IpaiError`: `.notFound` when it is in no repository or in no commit, `.usage` when it is a folder or the lines are
  /// no lines.
  init(_ text: String, from folder: String) throws {
    guard FileStatus(folder)?.kind == .folder else {
      throw IpaiError(.notFound, "there is no folder \(folder)")
    }
    let (name, lines) = try Self.parts(of: text, from: folder)
    self.lines = lines
    let file = Self.absolute(name, folder)
    let parent = Self.existingFolder(above: file)
    let git = try GitRepository(containing: parent.path)
    repository = git.path
    path = try Self.path(parent.path + parent.rest, in: repository, name)
    guard let head = git.commit(named: "HEAD") else {
      if git.isUnborn { throw IpaiError(.notFound, "\(repository) has no commits yet") }
      throw IpaiError(
        .unavailable, "the commit of HEAD cannot be read in \(repository)",
        hint: "check with: \(GitCommand.text("fsck", in: repository))")
    }
    let content: ObjectID
    switch git.entry(at: path, in: head) {
    case .file(let id): content = id
    case .folder: throw IpaiError(.usage, "\(name) is a folder", hint: "name a file in it")
    case .submodule: throw IpaiError(.usage, "\(name) is a submodule", hint: "name a file in it")
    case nil: throw Self.uncommitted(name, path, in: repository)
    }
    let isBare = git.path == git.gitDirectory
    let kind = FileStatus("\(repository)/\(path)", followsLinks: false)?.kind
    isRemoved = !isBare && kind != .file && kind != .link
    // What is no file is not read: a pipe would never end.
    if isBare || kind != .file || git.workTreeFile(path, is: content) { revision = "HEAD" }
  }

  /// Splits the lines off. A file whose name ends like lines is taken for that file.
  private static func parts(of text: String, from folder: String) throws -> (String, ClosedRange<Int>?) {
    guard !text.isEmpty else { throw IpaiError(.usage, "a path is empty") }
    guard let colon = text.lastIndex(of: ":"), !exists(absolute(text, folder)) else { return (text, nil) }
    let name = String(text[..<colon])
    let numbers = text[text.index(after: colon)...].split(separator: "-", omittingEmptySubsequences: false)
    let lines = numbers.compactMap { Int($0) }
    let areNumbers = lines.count == numbers.count
    guard !name.isEmpty, areNumbers || exists(absolute(name, folder)) else { return (text, nil) }
    guard areNumbers, (1...2).contains(lines.count), let first = lines.first, let last = lines.last, first > 0,
      last >= first,
      last < 1 << 31
    else {
      throw IpaiError(
        .usage, "':\(text[colon...].dropFirst())' names no lines",
        hint: "write a line or a range behind the path: \(ShellWord.quoted(name)):12 or \(ShellWord.quoted(name)):12-20"
      )
    }
    return (name, first...last)
  }

  private static func exists(_ path: String) -> Bool { PathText.withCString(path) { access($0, F_OK) } == 0 }

  private static func absolute(_ path: String, _ folder: String) -> String {
    path.hasPrefix("/") ? path : "\(folder)/\(path)"
  }

  /// The deepest folder above a file that exists, by its real path, and the rest of the path, which begins with a slash. The
  /// file itself may be a link.
  private static func existingFolder(above file: String) -> (path: String, rest: String) {
    var parts = PathText.parts(file).map(String.init)
    var rest = ""
    while let last = parts.popLast() {
      rest = "/\(last)\(rest)"
      let folder = "/" + parts.joined(separator: "/")
      if let resolved = RealPath.existing(folder) { return (resolved, rest) }
    }
    return ("/", rest)
  }

  /// A path relative to the root of a repository, without `.` and `..`.
  private static func path(_ file: String, in root: String, _ name: String) throws -> String {
    let rootPath = RealPath.text(root)
    var parts: [Substring] = []
    for part in PathText.parts(file) where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    let whole = "/" + parts.joined(separator: "/")
    guard whole.hasPrefix(rootPath + "/") else {
      throw IpaiError(.usage, "\(name) names no file of the repository at \(root)")
    }
    return String(whole.dropFirst(rootPath.count + 1))
  }

  private static func uncommitted(_ name: String, _ path: String, in root: String) -> IpaiError {
    let isOfGit = path == ".git" || path.hasPrefix(".git/")
    if exists("\(root)/\(path)"), !isOfGit {
      return IpaiError(.notFound, "\(name) is in no commit of HEAD yet", hint: "commit it first")
    }
    return IpaiError(
      .notFound, "HEAD has no file \(path)",
      hint: "see what became of it: \(GitCommand.text("log --stat -- \(ShellWord.quoted(path))", in: root))")
  }
}
