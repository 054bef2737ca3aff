import IpaiCore
package import IpaiHTTP

extension Services {
  /// Fetches files over HTTP. What is cut off is kept among the caches, and the next fetch goes on from there.
  package func fileDownload(_ isCancelled: @escaping @Sendable () -> Bool) -> FileDownload {
    FileDownload(folder: directories.cache + "/downloads", isCancelled: isCancelled)
  }
}
