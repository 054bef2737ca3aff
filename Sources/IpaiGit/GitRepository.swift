import CGit2
import Foundation
import IpaiCore

/// An open repository: any folder of a work tree, a linked work tree, a submodule or a bare repository.
///
/// One handle serves one thread at a time; open one for each thread.
package struct GitRepository: ~Copyable {
  let handle: OpaquePointer
  private let store: OpaquePointer

  /// The git directory, absolute, without a slash at its end: what tells one repository from another.
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

  private static func folder(_ path: UnsafePointer<CChar>) -> String {
    let text = PathText.text(path)
    return text.count > 1 && text.hasSuffix("/") ? String(text.dropLast()) : text
  }
}

extension GitRepository {
  /// Says that a repository will be opened soon, so that what that needs is made ready meanwhile.
  package static func prepare() { GitLibrary.startInBackground() }

  /// The object named `id`. Throws `IpaiError`: `.notFound` when it is missing, `.unavailable` when it is damaged; the
  /// cause is an `UnreadableObject`.
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
    return git_odb_read_header(&size, &type, store, &name) == 0 ? size : nil
  }

  package borrowing func contains(_ id: ObjectID) -> Bool {
    var name = id.git
    return git_odb_exists(store, &name) == 1
  }

  /// True when the object is there and undamaged. Quick for one that is missing: new packs are not looked for.
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

  /// The git directory that `path` is in, found without opening it; nil when there is none.
  private static func discovered(_ path: String) -> String? {
    var buffer = git_buf()
    defer { git_buf_dispose(&buffer) }
    guard PathText.withCString(path, { git_repository_discover(&buffer, $0, 1, nil) }) == 0 else { return nil }
    return buffer.ptr.map { PathText.text($0) }
  }

  /// True when the folder belongs to another user: libgit2 1.5 then says that `safe.directory` was not found.
  private static func isForeign(_ folder: String) -> Bool {
    var information = stat()
    return PathText.withCString(folder) { stat($0, &information) } == 0 && information.st_uid != geteuid()
  }

  /// The object format of a git directory when it is not SHA-1, read from its configuration alone.
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
    return format == "sha1" ? nil : format
  }
}
