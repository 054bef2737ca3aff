import Crypto
import Foundation
import IpaiCore

/// A file that is being downloaded, with the tag that tells whether the server still has the same file.
final class PartialFile {
  /// The path of the file.
  let path: String
  private let tagPath: String
  private let descriptor: Int32
  private var size = 0
  /// True until the first part of a response has arrived.
  private var isFirst = true
  private var total: Int?
  /// What went wrong on this side, such as a full disk.
  private(set) var failure: IpaiError?

  /// Opens the file of an address in `folder`, with what is there of it.
  ///
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

  /// The path of the tag that belongs to a file.
  static func tagPath(of path: String) -> String { path + "-tag" }

  /// Gives up the lock and closes the file.
  func close() {
    // Closing would not give up the lock while a child that was forked meanwhile has not yet become another program.
    flock(descriptor, LOCK_UN)
    Foundation.close(descriptor)
  }

  /// The headers that ask for the rest of the same file, if a part of it is here (RFC 9110, sections 13.1.5 and 14.2).
  var resumeHeaders: [String] {
    isFirst = true
    let tag = (try? String(contentsOfFile: tagPath, encoding: .utf8)) ?? ""
    if tag.isEmpty || size == 0 {
      startOver()
      return []
    }
    return ["Range: bytes=\(size)-", "If-Range: \(tag)"]
  }

  /// Empties the file.
  func startOver() {
    ftruncate(descriptor, 0)
    lseek(descriptor, 0, SEEK_SET)
    size = 0
  }

  /// Writes a part of the body. Returns false when it cannot go on; `failure` then says why.
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
      failure = cannotWrite(errno)
      return false
    }
    size += bytes.count
    progress(size, total)
    return true
  }

  private func cannotWrite(_ code: Int32) -> IpaiError {
    if code == ENOSPC || code == EDQUOT {
      return IpaiError(
        .unavailable, "no room left to write \(path)", hint: "free some space; the same command goes on from there")
    }
    return IpaiError(.unavailable, "cannot write \(path): \(String(cString: strerror(code)))")
  }

  /// Finds out from the headers whether a response is the rest of the file or all of it, and stores the file's new tag.
  private func begin(_ status: Int, _ headers: [String: String]) {
    isFirst = false
    let range = headers["content-range"]?.split { " -/".contains($0) } ?? []
    let isRest = status == 206 && range.count >= 2 && Int(range[1]) == size
    if !isRest { startOver() }
    total = headers["content-length"].flatMap { Int($0) }.map { $0 + size }
    _ = FileManager.default.createFile(
      atPath: tagPath, contents: Data(Self.tag(headers).utf8), attributes: [.posixPermissions: 0o600])
  }

  /// What the headers tell the file by; empty when they have nothing of that kind.
  private static func tag(_ headers: [String: String]) -> String {
    // A weak tag does not promise that the bytes are the same.
    if let tag = headers["etag"], !tag.hasPrefix("W/") { return tag }
    return headers["last-modified"] ?? ""
  }
}
