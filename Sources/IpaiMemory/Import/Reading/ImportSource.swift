import Foundation
import IpaiCore
import IpaiCore

/// The bytes of one file, read once from their start to their end.
///
/// It holds no more of them than a record needs, which is a line or, in formats that are not of lines, a JSON value.
package final class ImportSource {
  /// The most bytes that a record may have; a longer one is passed over.
  package static let recordBytes = 64 << 20

  /// What problems call it: a path, or `-` for the standard input.
  package let name: String
  /// The line of the next byte, from 1 on.
  var line = 1

  /// The most bytes that a record of this source may have.
  let maxRecordBytes: Int
  private let descriptor: Int32?
  /// True when the descriptor is closed with the source.
  private let isOwned: Bool
  private var buffer: [UInt8]
  /// The bytes of `buffer` that were read and not used yet.
  private var unused: Range<Int>
  private var isAtEnd: Bool

  /// Reads from a descriptor, which stays open.
  package init(descriptor: Int32, name: String, recordBytes: Int = ImportSource.recordBytes) {
    self.name = name
    self.descriptor = descriptor
    isOwned = false
    maxRecordBytes = recordBytes
    buffer = [UInt8](repeating: 0, count: 256 << 10)
    unused = 0..<0
    isAtEnd = false
  }

  /// Opens a file, which is closed with the source. Throws what `RegularFile.open` throws.
  init(path: String) throws(IpaiError) {
    name = path
    descriptor = try RegularFile.open(path)
    isOwned = true
    maxRecordBytes = Self.recordBytes
    buffer = [UInt8](repeating: 0, count: 256 << 10)
    unused = 0..<0
    isAtEnd = false
  }

  /// Reads bytes that are at hand.
  package init(bytes: [UInt8], name: String, recordBytes: Int = ImportSource.recordBytes) {
    self.name = name
    descriptor = nil
    isOwned = false
    maxRecordBytes = recordBytes
    buffer = bytes
    unused = 0..<bytes.count
    isAtEnd = true
  }

  deinit {
    if isOwned, let descriptor { close(descriptor) }
  }

  /// Calls `body` with the bytes that are left as far as they were read, and at least `count` where there are so many.
  /// Throws `ImportFailure` when they cannot be read.
  func peek<Result>(_ count: Int = 1, _ body: (UnsafeRawBufferPointer) -> Result) throws(ImportFailure) -> Result {
    while unused.count < count, try fill() {}
    return buffer.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[unused])) }
  }

  /// Passes over bytes that `peek` showed.
  func skip(_ count: Int) { unused = unused.dropFirst(count) }

  /// The bytes up to the one at which `scan` stops, that one included, or up to the end of the file; nil there.
  ///
  /// `scan` is called with all bytes, one piece after the other, and gives the number of bytes up to its stop, or nil
  /// when there is none in the piece. Throws `ImportFailure` when the bytes cannot be read.
  func take(_ scan: (UnsafeRawBufferPointer) -> Int?) throws(ImportFailure) -> Taken? {
    var scanned = 0
    var isTooLong = false
    while true {
      let stop = buffer.withUnsafeBytes { bytes in
        scan(UnsafeRawBufferPointer(rebasing: bytes[unused.dropFirst(scanned)]))
      }
      if let stop { return use(scanned + stop, isTooLong) }
      scanned = unused.count
      if scanned > maxRecordBytes {
        isTooLong = true
        skip(scanned)
        scanned = 0
      }
      guard try fill() else { break }
    }
    if unused.isEmpty && !isTooLong { return nil }
    return use(unused.count, isTooLong)
  }

  /// What `take` found.
  enum Taken {
    case bytes(Data)
    case tooLong
  }

  private func use(_ count: Int, _ isTooLong: Bool) -> Taken {
    let taken = unused.prefix(count)
    skip(count)
    if isTooLong || count > maxRecordBytes { return .tooLong }
    return .bytes(buffer.withUnsafeBytes { Data(UnsafeRawBufferPointer(rebasing: $0[taken])) })
  }

  /// Reads more bytes. Returns false at the end of the file.
  private func fill() throws(ImportFailure) -> Bool {
    guard !isAtEnd, let descriptor else { return false }
    makeRoom()
    while true {
      let count = buffer.withUnsafeMutableBytes { bytes in
        let room = UnsafeMutableRawBufferPointer(rebasing: bytes[unused.upperBound...])
        return Foundation.read(descriptor, room.baseAddress, room.count)
      }
      if count < 0 && errno == EINTR { continue }
      if count < 0 && errno == EAGAIN {
        wait(for: descriptor)
        continue
      }
      guard count >= 0 else {
        isAtEnd = true
        throw ImportFailure("cannot be read further: \(String(cString: strerror(errno)))")
      }
      isAtEnd = count == 0
      unused = unused.lowerBound..<(unused.upperBound + count)
      return count > 0
    }
  }

  /// Moves the unused bytes to the start of the buffer, and makes that larger when they fill it.
  private func makeRoom() {
    if unused.isEmpty {
      unused = 0..<0
      // A long record is rare, so the memory for it is given back.
      if buffer.count > 4 << 20 { buffer = [UInt8](repeating: 0, count: 256 << 10) }
    } else if unused.upperBound == buffer.count {
      if unused.lowerBound < buffer.count / 2 {
        buffer += [UInt8](repeating: 0, count: buffer.count)
      } else {
        buffer.withUnsafeMutableBytes { bytes in
          bytes.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[unused]))
        }
        unused = 0..<unused.count
      }
    }
  }

  /// Waits for bytes on a descriptor that others have made non-blocking, as a standard input can be.
  private func wait(for descriptor: Int32) {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    poll(&request, 1, -1)
  }
}
