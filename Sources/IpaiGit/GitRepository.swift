import CGit2
import Foundation
import IpaiCore

/// An open repository: a work tree, a linked work tree, a submodule or a bare repository.
///
/// A value serves one thread at a time, so each thread opens its own.
package struct GitRepository: ~Copyable {
  /// The `git_repository`.
  let handle: OpaquePointer
  private let store: OpaquePointer

  /// The absolute path of the git directory without a slash at its end, by which repositories are told apart.
  package let gitDirectory: String
  /// The work tree, or the git directory of a bare repository.
  package let path: String

  /// Opens the repository that holds `path`.
  ///
  /// Throws `IpaiError`: `.notFound` when there is none, `.denied` when it belongs to another user, `.unavailable`
  /// when this libgit2 cannot read its format.
  package init(containing path: String) throws {
    guard GitLibrary.started > 0 else { throw IpaiError(.internal, "libgit2 could not be started") }
    var handle: OpaquePointer?
    let code = PathText.withCString(path) {
      git_repository_open_ext(&handle, $0, UInt32(GIT_REPOSITORY_OPEN_CROSS_FS.rawValue), nil)
    }
    guard code == 0, let handle else { throw Self.cannotOpen(path, GitLibrary.failure(code)) }
    var store: OpaquePointer?
    let opened = git_repository_odb(&store, handle)
    guard opened == 0, let store else {
      let failure = GitLibrary.failure(opened)
      git_repository_free(handle)
      throw IpaiError(.unavailable, "cannot read the objects of the repository at \(path)", cause: failure)
    }
    self.handle = handle
    self.store = store
    let directory = Self.folder(git_repository_path(handle))
    gitDirectory = directory
    self.path = git_repository_workdir(handle).map { Self.folder($0) } ?? directory
  }

  deinit {
    git_odb_free(store)
    git_repository_free(handle)
  }

  /// The path of a folder without the slash at its end.
  private static func folder(_ path: UnsafePointer<CChar>) -> String {
    var text = PathText.text(path)
    if text.count > 1 && text.hasSuffix("/") { text.removeLast() }
    return text
  }
}

extension GitRepository {
  /// Announces that a repository will be opened soon, so that libgit2 starts meanwhile.
  package static func prepare() { GitLibrary.startInBackground() }

  /// The object named `id`. Throws `IpaiError`: `.notFound` when it is missing, `.unavailable` when it is damaged, with an
  /// `UnreadableObject` as the cause.
  package borrowing func read(_ id: ObjectID) throws -> GitObject {
    var name = id.git
    var object: OpaquePointer?
    let code = git_odb_read(&object, store, &name)
    guard code == 0, let object else { throw cannotRead(id, GitLibrary.failure(code)) }
    return GitObject(object)
  }

  /// The size in bytes of the object named `id`, without reading it; nil when it is missing or damaged.
  package borrowing func size(of id: ObjectID) -> Int? {
    var name = id.git
    var size = 0
    var type = GIT_OBJECT_INVALID
    guard git_odb_read_header(&size, &type, store, &name) == 0 else { return nil }
    return size
  }

  /// True when the object is in the store, damaged or not.
  package borrowing func contains(_ id: ObjectID) -> Bool {
    var name = id.git
    return git_odb_exists(store, &name) == 1
  }

  /// True when the object is in the store and undamaged.
  ///
  /// The answer is quick for an object that is missing, since no new packs are looked for.
  package borrowing func canRead(_ id: ObjectID) -> Bool {
    var name = id.git
    guard git_odb_exists_ext(store, &name, GIT_ODB_LOOKUP_NO_REFRESH.rawValue) == 1 else { return false }
    return (try? read(id)) != nil
  }

  private borrowing func cannotRead(_ id: ObjectID, _ failure: GitFailure) -> IpaiError {
    let cause = UnreadableObject(id, failure.description)
    if failure.code == GIT_ENOTFOUND.rawValue {
      return IpaiError(.notFound, "the object \(id.hex) is missing", cause: cause)
    }
    return IpaiError(
      .unavailable, "the object \(id.hex) is damaged", hint: "check with: \(GitCommand.text("fsck", in: path))",
      cause: cause)
  }
}

extension GitRepository {
  private static func cannotOpen(_ path: String, _ failure: GitFailure) -> IpaiError {
    let found = discovered(path)
    if failure.code == GIT_EOWNER.rawValue || found.map(isForeign) == true {
      return IpaiError(
        .denied, "the repository at \(path) belongs to another user",
        hint: "if you trust it: git config --global --add safe.directory \(ShellWord.quoted(path))", cause: failure)
    }
    if let format = found.flatMap(foreignObjectFormat) {
      return IpaiError(
        .unavailable,
        "the repository at \(path) names its objects by \(format), which libgit2 \(gitLibraryVersion) cannot read",
        hint: "only repositories with SHA-1 names can be indexed", cause: failure)
    }
    guard failure.code == GIT_ENOTFOUND.rawValue else {
      return IpaiError(
        .unavailable, "cannot open the repository at \(path)",
        hint: "check with: \(GitCommand.text("status", in: path))",
        cause: failure)
    }
    guard PathText.withCString(path, { access($0, F_OK) }) == 0 else {
      return IpaiError(.notFound, "there is no folder \(path)")
    }
    return IpaiError(
      .notFound, "not in a git repository: \(path)", hint: "name a folder of one, or make one with 'git init'")
  }

  /// The git directory of the repository that holds `path`, found without opening it; nil when there is none.
  private static func discovered(_ path: String) -> String? {
    var buffer = git_buf()
    defer { git_buf_dispose(&buffer) }
    guard PathText.withCString(path, { git_repository_discover(&buffer, $0, 1, nil) }) == 0 else { return nil }
    return buffer.ptr.map { PathText.text($0) }
  }

  /// True when the folder belongs to another user, for which libgit2 1.5 only says that `safe.directory` was not found.
  private static func isForeign(_ folder: String) -> Bool {
    var information = stat()
    return PathText.withCString(folder) { stat($0, &information) } == 0 && information.st_uid != geteuid()
  }

  /// The object format of a git directory, read from its configuration alone; nil when it is SHA-1.
  private static func foreignObjectFormat(_ folder: String) -> String? {
    var configuration: OpaquePointer?
    defer { git_config_free(configuration) }
    guard PathText.withCString(folder + "config", { git_config_open_ondisk(&configuration, $0) }) == 0 else {
      return nil
    }
    var value = git_buf()
    defer { git_buf_dispose(&value) }
    guard git_config_get_string_buf(&value, configuration, "extensions.objectformat") == 0, let text = value.ptr else {
      return nil
    }
    let format = String(cString: text)
    if format == "sha1" { return nil }
    return format
  }
}
