import Foundation
import IpaiCore

/// The files of a format in a folder and in the folders in it.
struct ImportFolder {
  /// The paths of the files, in order.
  private(set) var files: [String] = []
  /// The folders that cannot be read.
  private(set) var problems: [ImportProblem] = []

  /// Looks for files; nil when the path is not that of a folder.
  ///
  /// Throws `IpaiError(.notFound)` when there are none, and when there is nothing at the path, `IpaiError(.denied)` or
  /// `IpaiError(.unavailable)` when the folder cannot be read.
  init?(_ path: String, _ format: ImportFormat) throws(IpaiError) {
    guard try RegularFile.isFolder(path) else { return nil }
    var folders = [path]
    while let folder = folders.popLast() {
      do { try look(in: folder, format, &folders) } catch {
        if folder == path { throw error }
        problems.append(ImportProblem(path: folder, line: nil, message: error.message))
      }
    }
    guard !files.isEmpty else {
      throw IpaiError(
        .notFound, "there is no \(format.fileNames) in \(path)",
        hint: "give the path of a file to read it whatever its name is")
    }
    files.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private mutating func look(
    in folder: String, _ format: ImportFormat, _ folders: inout [String]
  ) throws(IpaiError) {
    guard let listing = PathText.withCString(folder, { opendir($0) }) else {
      throw RegularFile.failure(folder, errno)
    }
    defer { closedir(listing) }
    while let entry = readdir(listing) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        PathText.text(bytes: bytes.prefix { $0 != 0 })
      }
      guard name != ".", name != ".." else { continue }
      var path = folder + "/" + name
      if folder.hasSuffix("/") { path = folder + name }
      if isFolder(path) {
        folders.append(path)
      } else if format.includes(fileNamed: name) {
        files.append(path)
      }
    }
  }

  /// False for a link to a folder, which could lead back to where it is.
  private func isFolder(_ path: String) -> Bool {
    var status = stat()
    guard PathText.withCString(path, { lstat($0, &status) }) == 0 else { return false }
    return status.st_mode & S_IFMT == S_IFDIR
  }
}
