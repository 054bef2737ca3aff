import IpaiCore

/// The files of a source: those of its folder, or the one file that it is.
struct FoundFiles {
  let files: [FileTree.Entry]
  let skipped: [(path: String, reason: SkipReason)]
  let unreadable: [String]

  /// Looks for the files. Throws `IpaiError`, `.notFound` when nothing is at the path.
  init(_ source: StoredSource, isCancelled: @escaping () -> Bool) throws {
    guard let status = FileStatus(source.path) else {
      throw IpaiError(
        .notFound, "there is no \(source.path)",
        hint: "if it is gone for good: ipai rag forget \(ShellWord.quoted(source.path))")
    }
    guard status.kind == .folder else {
      (files, skipped, unreadable) = (try Self.single(source.path), [], [])
      return
    }
    let tree = try FileTree(
      source.path, include: PathGlobs(source.include), exclude: PathGlobs(source.exclude), isCancelled: isCancelled)
    (files, skipped, unreadable) = (tree.files, tree.skipped, tree.unreadable)
  }

  private static func single(_ path: String) throws -> [FileTree.Entry] {
    let name = PathText.lastName(of: path)
    let folder: OpenFolder
    do { folder = try OpenFolder(path: FileReading.folder(of: path)) } catch { throw error.error("read", path) }
    guard let stamp = FileStamp(name, beneath: folder.descriptor) else {
      throw IpaiError(.usage, "\(path) is neither a folder nor a regular file")
    }
    return [FileTree.Entry(path: name, stamp: stamp)]
  }
}
