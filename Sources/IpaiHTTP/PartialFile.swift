import Crypto
import Foundation
import IpaiCore

/// A file that is being downloaded, and what tells that the server still has the same one.
final class PartialFile {
  let path: String
  private let tagPath: String
  private let descriptor: Int32
  private var size = 0
  /// True until the first byte of a response was looked at.
  private var isFirst = true
  private var total: Int?
  /// What went wrong on this side.
  private(set) var failure: IpaiError?

  /// Throws `IpaiError`: `.conflict` when another process downloads it, `.denied` when the folder cannot be written.
  init(folder: String, _ address: WebAddress) throws {
    let name = SHA256.hash(data: Data(address.text.utf8)).prefix(16).hexadecimal
    path = "\(folder)/\(name).partial"
    tagPath = Self.tagPath(of: path)
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw IpaiError(.denied, "cannot write \(path): \(String(cString: strerror(errno)))")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      Foundation.close(descriptor)
      throw IpaiError(.conflict, "\(address) is being downloaded by another process", hint: "wait until it is done")
    }
    size = max(0, Int(lseek(descriptor, 0, SEEK_END)))
  }

  static func tagPath(of path: String) -> String { path + "-tag" }

  /// Gives the lock up explicitly: a child that was forked meanwhile, and has not yet become another program, would otherwise
  /// keep it.
  func close() {
    flock(descriptor, LOCK_UN)
    Foundation.close(descriptor)
  }

  /// Asks for the rest of the same file, if something of it is here (RFC 9110, sections 13.1.5 and 14.2).
  var resumeHeaders: [String] {
    isFirst = true
    let tag = (try? String(contentsOfFile: tagPath, encoding: .utf8)) ?? ""
    if tag.isEmpty || size == 0 {
      startOver()
      return []
    }
    return ["Range: bytes=\(size)-", "If-Range: \(tag)"]
  }

  func startOver() {
    ftruncate(descriptor, 0)
    lseek(descriptor, 0, SEEK_SET)
    size = 0
  }

  /// Takes a part of the body; false when it cannot go on, which `failure` then says.
  func take(
    _ bytes: UnsafeRawBufferPointer, _ status: Int, _ headers: [String: String], _ limit: Int,
    _ progress: FileDownload.Progress
  ) -> Bool {
    if isFirst { begin(status, headers) }
    guard size + bytes.count <= limit, (total ?? 0) <= limit else {
      failure = IpaiError(.unavailable, "the file is larger than \(limit) bytes")
      startOver()
      return false
    }
    guard bytes.writeAll(to: descriptor) else {
      let full = errno == ENOSPC || errno == EDQUOT
      failure = IpaiError(
        .unavailable,
        full ? "no room left to write \(path)" : "cannot write \(path): \(String(cString: strerror(errno)))",
        hint: full ? "free some space; the same command goes on from there" : nil)
      return false
    }
    size += bytes.count
    progress(size, total)
    return true
  }

  /// The first part tells whether this is the rest of the file or all of it.
  private func begin(_ status: Int, _ headers: [String: String]) {
    isFirst = false
    let range = headers["content-range"]?.split { " -/".contains($0) } ?? []
    let isRest = status == 206 && range.count >= 2 && Int(range[1]) == size
    if !isRest { startOver() }
    total = headers["content-length"].flatMap { Int($0) }.map { $0 + size }
    // A weak tag does not say that the bytes are the same.
    let tag = headers["etag"].flatMap { $0.hasPrefix("W/") ? nil : $0 } ?? headers["last-modified"] ?? ""
    _ = FileManager.default.createFile(
      atPath: tagPath, contents: Data(tag.utf8), attributes: [.posixPermissions: 0o600])
  }
}
