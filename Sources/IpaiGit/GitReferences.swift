import CGit2
import Foundation
import IpaiCore

extension GitRepository {
  /// The commit that `revision` names (a branch, a tag, an id, `HEAD~3`, …); nil when it names none.
  package borrowing func commit(named revision: String) -> ObjectID? {
    var object: OpaquePointer?
    guard git_revparse_single(&object, handle, revision) == 0, let object else { return commit(referredTo: revision) }
    defer { git_object_free(object) }
    return Self.peeled(object)
  }

  /// The commits of all branches, remote branches and tags and of HEAD, each once and in the order of their ids.
  ///
  /// Throws `IpaiError(.unavailable)` when the references cannot be listed.
  package borrowing func tipsOfAllReferences() throws -> [ObjectID] {
    var names = git_strarray()
    let code = git_reference_list(&names, handle)
    guard code == 0 else {
      throw IpaiError(.unavailable, "cannot list the references of \(path)", cause: GitLibrary.failure(code))
    }
    defer { git_strarray_dispose(&names) }
    var tips: Set<ObjectID> = []
    for index in 0..<names.count {
      guard let name = names.strings[index] else { continue }
      if let tip = commit(named: String(cString: name)) { tips.insert(tip) }
    }
    if let head = commit(named: "HEAD") { tips.insert(head) }
    return tips.sorted()
  }

  /// True when HEAD points to a branch that has no commit yet.
  package var isUnborn: Bool { git_repository_head_unborn(handle) == 1 }

  /// The commits whose parents a shallow clone left out; empty in a full clone.
  package var shallowBoundary: Set<ObjectID> {
    let folder = git_repository_commondir(handle).map { PathText.text($0) } ?? gitDirectory + "/"
    guard let file = PathText.withCString(folder + "shallow", { fopen($0, "r") }) else { return [] }
    defer { fclose(file) }
    var boundary: Set<ObjectID> = []
    var line = [CChar](repeating: 0, count: 64)
    while fgets(&line, Int32(line.count), file) != nil {
      let digits = line.prefix(2 * ObjectID.byteCount).map { UInt8(bitPattern: $0) }
      if let id = digits.withUnsafeBytes({ ObjectID(hexDigits: $0) }) { boundary.insert(id) }
    }
    return boundary
  }

  /// The commit of a reference when libgit2 is too strict to parse that commit, such as one without an author.
  private borrowing func commit(referredTo name: String) -> ObjectID? {
    for name in [name, "refs/heads/" + name] {
      var id = git_oid()
      guard git_reference_name_to_id(&id, handle, name) == 0 else { continue }
      if let object = try? read(ObjectID(id)), object.isCommit { return ObjectID(id) }
    }
    return nil
  }

  private static func peeled(_ object: OpaquePointer) -> ObjectID? {
    var commit: OpaquePointer?
    guard git_object_peel(&commit, object, GIT_OBJECT_COMMIT) == 0, let commit else { return nil }
    defer { git_object_free(commit) }
    return git_object_id(commit).map { ObjectID($0.pointee) }
  }
}
