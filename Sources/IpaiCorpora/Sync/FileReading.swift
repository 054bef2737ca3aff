import Foundation
import IpaiCore

/// Reads the files of a source.
enum FileReading {
  /// The file, or why it is left out; nil when it has vanished. `now`: in nanoseconds since 1970.
  static func read(_ file: FileTree.Entry, _ source: StoredSource, now: Int64) -> ReadFile? {
    var stamp = file.stamp
    // A change within the same tick of the clock would go unnoticed, so that it is read again next time.
    if stamp.isTooFresh(at: now) { stamp.changed = 0 }
    guard file.stamp.size <= TextFile.maxBytes else { return skipped(file.path, stamp, .tooLarge) }
    if GeneratedFile.isOne(path: file.path) { return skipped(file.path, stamp, .generated) }
    let path = base(of: source) + "/" + file.path
    do {
      let bytes = Array(try OpenFile(path: path).content(limit: TextFile.maxBytes))
      let result = TextFile.text(of: bytes, path: file.path).map { DocumentContent(path: file.path, $0) }
      return ReadFile(path: file.path, stamp: stamp, result: result)
    } catch {
      switch error {
      case .system(let failure) where failure.number == ENOENT || failure.number == ENOTDIR: return nil
      case .system: return skipped(file.path, stamp, .unreadable)
      case .notRegular: return skipped(file.path, stamp, .notAFile)
      case .tooLarge: return skipped(file.path, stamp, .tooLarge)
      // It is read again next time.
      case .changed: return skipped(file.path, FileStamp(size: -1, modified: 0, changed: 0), .unreadable)
      }
    }
  }

  private static func skipped(_ path: String, _ stamp: FileStamp, _ reason: SkipReason) -> ReadFile {
    ReadFile(path: path, stamp: stamp, result: .failure(TextFile.Skipped(reason)))
  }

  /// The folder that the paths of a source's files are seen from.
  static func base(of source: StoredSource) -> String {
    FileStatus(source.path)?.kind == .folder ? source.path : folder(of: source.path)
  }

  /// The folder that a path is in, without a slash at its end, except for the root.
  static func folder(of path: String) -> String {
    let folder = path[..<(PathText.lastSlash(in: path) ?? path.startIndex)]
    return folder.isEmpty ? "/" : String(folder)
  }
}
