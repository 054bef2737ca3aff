import Foundation

/// The folder with the copies of vectors, each of which may be removed at any time.
package struct VectorCaches {
  private let folder: String

  /// The copies in `folder`, which need not exist.
  package init(folder: String) { self.folder = folder }

  /// Removes the copies of the vectors of a corpus, of whatever database and model.
  package func remove(corpus: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names where name.contains("-\(corpus)-") {
      try? FileManager.default.removeItem(atPath: folder + "/" + name)
    }
  }
}
