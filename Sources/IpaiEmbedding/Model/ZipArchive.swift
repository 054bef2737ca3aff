import CZlib
import Foundation
import IpaiCore

/// The files of a ZIP archive, such as a Python wheel (PKWARE APPNOTE 6.3): stored or deflated, not encrypted, below 4 GB.
struct ZipArchive {
  private let bytes: Data
  private let entries: [String: Entry]

  private struct Entry {
    let method: Int
    let checksum: UInt32
    let compressedSize: Int
    let size: Int
    let localHeader: Int
  }

  private static let endSize = 22
  private static let centralSize = 46
  private static let localSize = 30
  private static let maxEntries = 100_000

  /// The names of the files in their order.
  var names: [String] { entries.keys.sorted() }

  /// Reads the directory at the archive's end. Throws `IpaiError(.unavailable)` for a file of another kind or one that was
  /// cut off.
  init(_ data: Data) throws {
    bytes = Data(data)
    entries = try bytes.withUnsafeBytes { try Self.directory(Reader(bytes: $0)) }
  }

  /// True when a file begins as an archive does.
  static func looksLikeOne(_ data: Data) -> Bool { data.starts(with: [0x50, 0x4B, 0x03, 0x04]) }

  private static func broken(_ what: String) -> IpaiError {
    IpaiError(.unavailable, "the archive cannot be read: \(what)")
  }

  /// Reads numbers at places of the archive, which are nil past its end.
  private struct Reader {
    let bytes: UnsafeRawBufferPointer

    func number<Value: FixedWidthInteger>(_ place: Int, _ type: Value.Type) -> Int? {
      guard place >= 0, place + MemoryLayout<Value>.size <= bytes.count else { return nil }
      return Int(Value(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: type)))
    }
  }

  private static func directory(_ archive: Reader) throws -> [String: Entry] {
    let last = archive.bytes.count - endSize
    let places = stride(from: last, through: max(0, last - 0xFFFF), by: -1)
    guard last >= 0, let end = places.first(where: { archive.number($0, UInt32.self) == 0x0605_4B50 }),
      let count = archive.number(end + 10, UInt16.self), let start = archive.number(end + 16, UInt32.self)
    else { throw broken("it has no directory at its end, or is cut off") }
    guard start != 0xFFFF_FFFF, count < maxEntries else { throw broken("it is larger than this reader takes") }
    var entries: [String: Entry] = [:]
    var place = start
    for _ in 0..<count {
      guard archive.number(place, UInt32.self) == 0x0201_4B50, let entry = entry(archive, place),
        let nameLength = archive.number(place + 28, UInt16.self),
        let extraLength = archive.number(place + 30, UInt16.self),
        let commentLength = archive.number(place + 32, UInt16.self),
        place + centralSize + nameLength <= archive.bytes.count
      else { throw broken("its directory is damaged") }
      let name = archive.bytes[(place + centralSize)..<(place + centralSize + nameLength)]
      entries[String(decoding: name, as: UTF8.self)] = entry
      place += centralSize + nameLength + extraLength + commentLength
    }
    return entries
  }

  private static func entry(_ archive: Reader, _ place: Int) -> Entry? {
    guard let flags = archive.number(place + 8, UInt16.self), flags & 1 == 0,
      let method = archive.number(place + 10, UInt16.self),
      let checksum = archive.number(place + 16, UInt32.self),
      let compressed = archive.number(place + 20, UInt32.self), let size = archive.number(place + 24, UInt32.self),
      let header = archive.number(place + 42, UInt32.self)
    else { return nil }
    return Entry(
      method: method, checksum: UInt32(checksum), compressedSize: compressed, size: size, localHeader: header)
  }

  /// The content of a file; nil when there is none with this name. Throws `IpaiError(.unavailable)` when it is damaged,
  /// larger than `limit` bytes or compressed by an unknown method.
  func content(_ name: String, limit: Int) throws -> Data? {
    guard let entry = entries[name] else { return nil }
    guard entry.size <= limit else { throw Self.broken("\(name) is larger than \(limit) bytes") }
    return try bytes.withUnsafeBytes { bytes in
      let archive = Reader(bytes: bytes)
      guard archive.number(entry.localHeader, UInt32.self) == 0x0403_4B50,
        let nameLength = archive.number(entry.localHeader + 26, UInt16.self),
        let extraLength = archive.number(entry.localHeader + 28, UInt16.self),
        case let start = entry.localHeader + Self.localSize + nameLength + extraLength,
        start + entry.compressedSize <= bytes.count
      else { throw Self.broken("\(name) is cut off") }
      let packed = UnsafeRawBufferPointer(rebasing: bytes[start..<(start + entry.compressedSize)])
      let content: Data? =
        switch entry.method {
        case 0 where packed.count == entry.size: Data(packed)
        case 0: nil
        case 8: Self.inflated(packed, size: entry.size)
        default: throw Self.broken("\(name) is compressed by method \(entry.method)")
        }
      guard let content, Self.checksum(content) == entry.checksum else { throw Self.broken("\(name) is damaged") }
      return content
    }
  }

  /// The CRC-32 of some bytes.
  static func checksum(_ data: Data) -> UInt32 {
    data.withUnsafeBytes { UInt32(crc32_z(0, $0.bindMemory(to: UInt8.self).baseAddress, $0.count)) }
  }

  /// The inflated bytes; nil when they are not exactly `size` bytes.
  private static func inflated(_ packed: UnsafeRawBufferPointer, size: Int) -> Data? {
    var content = Data(count: size)
    var stream = z_stream()
    guard ipai_inflate_raw_init(&stream) == Z_OK else { return nil }
    defer { inflateEnd(&stream) }
    let status = content.withUnsafeMutableBytes { output in
      stream.next_in = UnsafeMutablePointer(mutating: packed.bindMemory(to: UInt8.self).baseAddress)
      stream.avail_in = UInt32(packed.count)
      stream.next_out = output.bindMemory(to: UInt8.self).baseAddress
      stream.avail_out = UInt32(size)
      return inflate(&stream, Z_FINISH)
    }
    guard status == Z_STREAM_END, stream.avail_out == 0 else { return nil }
    return content
  }
}
