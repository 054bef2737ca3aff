import CZlib
package import Foundation
import IpaiCore

/// Data in the gzip format (RFC 1952), of one member.
package enum Gzip {
  /// The identification, the method deflate, no flags, no time, nothing of the compressor, and an unknown system.
  private static let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
  private static let partBytes = 256 << 10

  /// The data compressed. Nothing of the time, of the machine or of a name gets into it. Throws `IpaiError(.internal)`.
  package static func compressed(_ data: Data) throws -> Data {
    var stream = z_stream()
    guard ipai_deflate_raw_init(&stream) == Z_OK else { throw IpaiError(.internal, "nothing can be compressed") }
    defer { deflateEnd(&stream) }
    var packed = Data(count: Int(deflateBound(&stream, UInt(data.count))))
    let room = packed.count
    let status = data.withUnsafeBytes { input in
      packed.withUnsafeMutableBytes { output in
        stream.next_in = UnsafeMutablePointer(mutating: input.bindMemory(to: UInt8.self).baseAddress)
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.bindMemory(to: UInt8.self).baseAddress
        stream.avail_out = UInt32(room)
        return deflate(&stream, Z_FINISH)
      }
    }
    guard status == Z_STREAM_END else { throw IpaiError(.internal, "the data could not be compressed") }
    return header + packed.prefix(room - Int(stream.avail_out)) + trailer(of: data)
  }

  /// The CRC-32 and the number of bytes, each in four bytes with the lowest first.
  private static func trailer(of data: Data) -> Data {
    let checksum = data.withUnsafeBytes { UInt32(crc32_z(0, $0.bindMemory(to: UInt8.self).baseAddress, $0.count)) }
    return [checksum, UInt32(truncatingIfNeeded: data.count)].reduce(into: Data()) { trailer, number in
      withUnsafeBytes(of: number.littleEndian) { trailer.append(contentsOf: $0) }
    }
  }

  /// The data expanded. Never more than `limit` bytes and a little are held, whatever is in it.
  ///
  /// Throws `IpaiError(.conflict)` for data that is damaged, cut off, followed by something, or that gives more than
  /// `limit` bytes.
  package static func expanded(_ data: Data, limit: Int) throws -> Data {
    var stream = z_stream()
    guard ipai_inflate_gzip_init(&stream) == Z_OK else { throw IpaiError(.internal, "nothing can be expanded") }
    defer { inflateEnd(&stream) }
    var expanded = Data()
    var part = [UInt8](repeating: 0, count: partBytes)
    try data.withUnsafeBytes { input in
      stream.next_in = UnsafeMutablePointer(mutating: input.bindMemory(to: UInt8.self).baseAddress)
      stream.avail_in = UInt32(clamping: input.count)
      var status = Z_OK
      while status == Z_OK {
        status = part.withUnsafeMutableBufferPointer { output in
          stream.next_out = output.baseAddress
          stream.avail_out = UInt32(output.count)
          return inflate(&stream, Z_NO_FLUSH)
        }
        expanded.append(contentsOf: part.prefix(part.count - Int(stream.avail_out)))
        guard expanded.count <= limit else {
          throw IpaiError(.conflict, "the archive expands to more than \(ByteCount.text(limit))")
        }
      }
      guard status == Z_STREAM_END else { throw IpaiError(.conflict, "the archive is damaged or cut off") }
      guard stream.avail_in == 0 else { throw IpaiError(.conflict, "something follows the end of the archive") }
    }
    return expanded
  }
}
