import Crypto
import Foundation
import IpaiCore

/// A packed model that is mapped into memory, so that only the pages that are used are read.
///
/// Sendable: the mapping is read-only and lives as long as the object; nothing else changes after `init`.
package final class ModelFile: @unchecked Sendable {
  /// The path as it was given.
  package let path: String
  /// The first part of the file.
  let header: ModelHeader
  private let mapping: UnsafeMutableRawPointer
  private let size: Int
  private let identity: FileIdentity

  /// The name under which the model was installed.
  package var name: String { header.name }
  /// The sizes of the model.
  package var shape: ModelShape { header.shape }
  /// The SHA-256 of the weights that the file was made from, in hexadecimal, by which models are told apart.
  package var revision: String { header.revision.hexadecimal }
  /// The size of the file.
  package var sizeInBytes: Int { size }

  /// Maps the file and checks its header.
  ///
  /// Throws `IpaiError`: `.notFound` when there is no such file, `.denied` when it may not be read, `.unavailable` when it
  /// is not a packed model or its size or header are not right. Only `verify()` checks the weights.
  package init(path: String) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.cannotOpen(path, errno) }
    defer { close(descriptor) }
    guard let identity = FileIdentity(descriptor), identity.size >= ModelHeader.size else {
      throw Self.broken(path, cause: nil)
    }
    guard let mapping = mmap(nil, identity.size, PROT_READ, MAP_SHARED, descriptor, 0), mapping != MAP_FAILED else {
      throw IpaiError(
        .unavailable, "the model file \(path) cannot be mapped: \(String(cString: strerror(errno)))",
        hint: "it needs \(identity.size >> 20) MB of address space; see 'ulimit -v'")
    }
    do {
      header = try ModelHeader(
        UnsafeRawBufferPointer(start: mapping, count: identity.size), fileSize: identity.size)
    } catch {
      munmap(mapping, identity.size)
      throw Self.broken(path, cause: error)
    }
    self.path = path
    self.mapping = mapping
    self.identity = identity
    size = identity.size
  }

  deinit { munmap(mapping, size) }

  /// The bytes of a section, valid as long as the object lives.
  func section(_ index: Int) -> UnsafeRawBufferPointer {
    let range = header.sections[index]
    return UnsafeRawBufferPointer(start: mapping + range.lowerBound, count: range.count)
  }

  /// Throws `IpaiError(.unavailable)` when the file was changed after it was opened, so that it could hold anything now.
  ///
  /// A file that was replaced by another remains unchanged as long as it is open.
  func checkUnchanged() throws {
    if let now = FileIdentity(path), now.isSameFile(as: identity), now != identity {
      throw IpaiError(
        .unavailable, "the model file \(path) was changed while it was in use",
        hint: "check it: ipai model verify \(name)")
    }
  }

  /// Compares the whole file with the checksum in its header. Throws `IpaiError(.unavailable)` when they differ.
  package func verify() throws {
    let content = UnsafeRawBufferPointer(start: mapping + ModelHeader.size, count: size - ModelHeader.size)
    guard SHA256.hash(data: content).elementsEqual(header.contentHash) else {
      throw IpaiError(
        .unavailable, "the model file \(path) is damaged: its checksum is not right",
        hint: "install it again: \(InstallCommand.text(name))")
    }
  }

  private static func cannotOpen(_ path: String, _ code: Int32) -> IpaiError {
    let message = "cannot read the model file \(path): \(String(cString: strerror(code)))"
    switch code {
    case ENOENT: return IpaiError(.notFound, "there is no model file \(path)")
    case EACCES: return IpaiError(.denied, message)
    default: return IpaiError(.unavailable, message)
    }
  }

  private static func broken(_ path: String, cause: (any Error)?) -> IpaiError {
    let name = ((path as NSString).lastPathComponent as NSString).deletingPathExtension
    return IpaiError(
      .unavailable, "the model file \(path) cannot be used",
      hint: "install the model again: \(InstallCommand.text(name))", cause: cause)
  }
}

/// The properties of a file by which a change in place is noticed.
private struct FileIdentity: Equatable {
  let device: UInt64
  let inode: UInt64
  let size: Int
  let seconds: Int
  let nanoseconds: Int

  init?(_ descriptor: Int32) {
    var information = stat()
    guard fstat(descriptor, &information) == 0 else { return nil }
    self.init(information)
  }

  init?(_ path: String) {
    var information = stat()
    guard stat(path, &information) == 0 else { return nil }
    self.init(information)
  }

  private init(_ information: stat) {
    device = UInt64(information.st_dev)
    inode = UInt64(information.st_ino)
    size = Int(information.st_size)
    seconds = information.st_mtim.tv_sec
    nanoseconds = information.st_mtim.tv_nsec
  }

  func isSameFile(as other: FileIdentity) -> Bool { device == other.device && inode == other.inode }
}
