import Dispatch
import Foundation
import IpaiCore
import Synchronization

/// Reads the stamps of files on other threads, while their folders are still being walked.
final class StampReader: Sendable {
  /// An open folder from which the paths are seen, which has to stay open until ``entries()`` has returned.
  private let folder: Int32
  private let batches = Mutex<[[FileTree.Entry]]>([])
  private let closed = Mutex<Set<String>>([])
  private let reading = DispatchGroup()

  /// Reads stamps of files beneath an open folder.
  init(beneath folder: Int32) { self.folder = folder }

  /// Begins to read the stamps of some files.
  func read(_ paths: [String]) {
    let number = batches.withLock { batches in
      batches.append([])
      return batches.count - 1
    }
    DispatchQueue.global().async(group: reading) { [self] in
      let entries = paths.compactMap { path -> FileTree.Entry? in
        if let stamp = FileStamp(path, beneath: folder) { return FileTree.Entry(path: path, stamp: stamp) }
        if errno == EACCES {
          let end = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path.utf8.index(after: $0) } ?? path.startIndex
          _ = closed.withLock { $0.insert(String(path[..<end])) }
        }
        return nil
      }
      batches.withLock { $0[number] = entries }
    }
  }

  /// The folders that may be listed but not entered, with a slash at their ends, when all files are read.
  var closedFolders: [String] {
    reading.wait()
    return closed.withLock { $0.sorted() }
  }

  /// The files that are still there, in the order in which they were given, when all are read.
  func entries() -> [FileTree.Entry] {
    reading.wait()
    return batches.withLock { Array($0.joined()) }
  }
}
