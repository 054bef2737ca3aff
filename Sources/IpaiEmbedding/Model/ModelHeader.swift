import Crypto
import Foundation
import IpaiCore

/// The first 4,096 bytes of a packed model, which say what it is, how large it is and where its parts are.
///
/// All numbers are little-endian.
///
///     0     16  "ipai-model 1\n" and NULs: the format and its version
///     16    32  eight u32: hidden, layers, heads, intermediate, max tokens, vocabulary, positions, number of sections
///     48     4  f32: layer norm epsilon
///     56     8  u64: the size of the file
///     64   128  the model's name, UTF-8, filled up with NULs
///     192   32  SHA-256 of the weights that the file was made from (model.safetensors): its revision
///     224   32  SHA-256 of all bytes after the header
///     256       for each section two u64: its start and its length
///     4064  32  SHA-256 of the bytes before
///
/// The sections, each of which starts at a multiple of 64, are the vocabulary (`VocabularyTable`), Unicode (`UnicodeTable`),
/// the embeddings (`EmbeddingWeights`), and for each layer its weights in f32 and in int8 (`LayerWeights`, and
/// encoder_kernels.h for the order of the numbers).
struct ModelHeader: Equatable {
  /// The name under which the model was installed.
  var name: String
  /// The sizes of the model.
  var shape: ModelShape
  /// The SHA-256 of the weights, 32 bytes.
  var revision: [UInt8]
  /// The SHA-256 of all bytes after the header, 32 bytes.
  var contentHash: [UInt8]
  /// The ranges of the sections in the file.
  var sections: [Range<Int>]

  /// The number of bytes of a header.
  static let size = 4096
  private static let magic = Array("ipai-model 1\n\0\0\0".utf8)
  private static let hashStart = 4064
  private static let tableStart = 256
  private static let nameSize = 128
  private static let hashSize = 32
  private static let maxSections = (hashStart - tableStart) / 16

  /// The number of sections in a file with `layers` layers.
  static func sectionCount(layers: Int) -> Int { 3 + 2 * layers }

  /// The size of the file, which ends with its last section.
  var fileSize: Int { sections.map(\.upperBound).max() ?? Self.size }

  /// The header as bytes. The name must be at most 128 bytes of UTF-8, and all sections must have room in the table.
  var encoded: [UInt8] {
    var bytes = [UInt8](repeating: 0, count: Self.size)
    func put(_ value: some FixedWidthInteger, at offset: Int) {
      withUnsafeBytes(of: value.littleEndian) { bytes.replaceSubrange(offset..<(offset + $0.count), with: $0) }
    }
    bytes.replaceSubrange(0..<16, with: Self.magic)
    let numbers = [
      shape.hidden, shape.layers, shape.heads, shape.intermediate, shape.maxTokens, shape.vocabulary, shape.positions,
      sections.count,
    ]
    for (index, number) in numbers.enumerated() { put(UInt32(number), at: 16 + 4 * index) }
    put(shape.layerNormEpsilon.bitPattern, at: 48)
    put(UInt64(fileSize), at: 56)
    bytes.replaceSubrange(64..<(64 + name.utf8.count), with: name.utf8)
    bytes.replaceSubrange(192..<224, with: revision)
    bytes.replaceSubrange(224..<256, with: contentHash)
    for (index, section) in sections.enumerated() {
      put(UInt64(section.lowerBound), at: Self.tableStart + 16 * index)
      put(UInt64(section.count), at: Self.tableStart + 16 * index + 8)
    }
    bytes.replaceSubrange(Self.hashStart..., with: Array(SHA256.hash(data: bytes[..<Self.hashStart])))
    return bytes
  }

  /// Reads the header of a file of `fileSize` bytes. Throws `IpaiError(.unavailable)` that says what is wrong with it.
  init(_ bytes: UnsafeRawBufferPointer, fileSize: Int) throws {
    func broken(_ what: String) -> IpaiError { IpaiError(.unavailable, what) }
    func number<Value: FixedWidthInteger>(_ offset: Int, as type: Value.Type) -> Value {
      Value(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: type))
    }
    guard bytes.count >= Self.size, bytes.prefix(16).elementsEqual(Self.magic) else {
      throw broken("it is no packed model of this version of ipai")
    }
    guard SHA256.hash(data: bytes[..<Self.hashStart]).elementsEqual(bytes[Self.hashStart..<Self.size]) else {
      throw broken("its header is damaged")
    }
    let numbers = (0..<8).map { Int(number(16 + 4 * $0, as: UInt32.self)) }
    shape = ModelShape(
      hidden: numbers[0], layers: numbers[1], heads: numbers[2], intermediate: numbers[3], maxTokens: numbers[4],
      vocabulary: numbers[5], positions: numbers[6], layerNormEpsilon: Float(bitPattern: number(48, as: UInt32.self)))
    if let complaint = shape.complaint { throw broken(complaint) }
    guard number(56, as: UInt64.self) == UInt64(fileSize) else {
      throw broken("it has \(fileSize) bytes instead of \(number(56, as: UInt64.self)): it was cut off or added to")
    }
    name = String(decoding: bytes[64..<(64 + Self.nameSize)].prefix { $0 != 0 }, as: UTF8.self)
    revision = Array(bytes[192..<224])
    contentHash = Array(bytes[224..<256])
    guard numbers[7] == Self.sectionCount(layers: shape.layers), numbers[7] <= Self.maxSections else {
      throw broken("it has \(numbers[7]) sections")
    }
    sections = try (0..<numbers[7]).map { index in
      let start = number(Self.tableStart + 16 * index, as: UInt64.self)
      let length = number(Self.tableStart + 16 * index + 8, as: UInt64.self)
      guard start >= UInt64(Self.size), start % 64 == 0, start <= UInt64(fileSize), length <= UInt64(fileSize) - start
      else { throw broken("a section lies outside of it") }
      return Int(start)..<Int(start + length)
    }
  }

  /// The header of a new file.
  init(name: String, shape: ModelShape, revision: [UInt8], contentHash: [UInt8], sections: [Range<Int>]) {
    self.name = name
    self.shape = shape
    self.revision = revision
    self.contentHash = contentHash
    self.sections = sections
  }
}
