import Foundation
import IpaiCore

/// A copy of the vectors of a corpus in one file, to be mapped into memory. It may be deleted at any time; a file that is
/// stale, damaged or of another database is ignored and replaced.
///
///     0    16  "ipai-vectors 1\n\0"
///     16   16  the database's identity
///     32   32  SHA-256 of the model's weights
///     64    8  the version of the vectors; then three u64: rows, dimensions, hash of all bytes from 128 on
///     128      the documents (i64), the scales (f32), the rows (i8), each from a multiple of 64 on
struct VectorCacheFile {
  /// Identifies what the file must be a copy of.
  struct Key {
    /// The name of the corpus.
    let corpus: String
    /// The identity of the database, 16 bytes.
    let identity: [UInt8]
    /// The revision of the model, 64 hexadecimal digits.
    let revision: String
    /// The version of the vectors (`CorpusVersion.vectors`).
    let version: Int64
    /// How many numbers a vector has.
    let dimensions: Int
  }

  private let folder: String
  private let path: String
  private let key: Key
  private static let magic = Array("ipai-vectors 1\n\0".utf8)
  private static let headerSize = 128

  /// The file for a key in `folder`, which need not exist.
  init(folder: String, _ key: Key) {
    self.folder = folder
    self.key = key
    path = "\(folder)/\(key.identity.hexadecimal)-\(key.corpus)-\(key.revision.prefix(16)).vectors"
  }

  /// Byte offsets of the parts of a file.
  private struct Layout {
    let documents: Int
    let scales: Int
    let rows: Int
    let end: Int

    init?(count: UInt64, dimensions: Int) {
      guard count < 1 << 32 else { return nil }
      func aligned(_ place: Int) -> Int { (place + 63) & ~63 }
      documents = VectorCacheFile.headerSize
      scales = aligned(documents + Int(count) * 8)
      rows = aligned(scales + Int(count) * 4)
      end = rows + Int(count) * dimensions
    }
  }

  /// The header without the hash.
  private func header(count: Int) -> [UInt8] {
    var bytes = Self.magic + key.identity
    bytes += (0..<32).map { index in
      let digits = key.revision.dropFirst(2 * index).prefix(2)
      return UInt8(digits, radix: 16) ?? 0
    }
    for number in [UInt64(bitPattern: key.version), UInt64(count), UInt64(key.dimensions)] {
      withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
    }
    return bytes
  }

  /// The content of the file; nil when there is no file or it is not an intact copy of what the key identifies.
  func map() -> (matrix: VectorMatrix, mapping: UnsafeMutableRawBufferPointer)? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var information = stat()
    guard fstat(descriptor, &information) == 0, case let size = Int(information.st_size), size >= Self.headerSize,
      let base = mmap(nil, size, PROT_READ, MAP_SHARED, descriptor, 0), base != MAP_FAILED
    else { return nil }
    let mapping = UnsafeMutableRawBufferPointer(start: base, count: size)
    guard let matrix = matrix(UnsafeRawBufferPointer(mapping)) else {
      munmap(base, size)
      return nil
    }
    return (matrix, mapping)
  }

  private func matrix(_ bytes: UnsafeRawBufferPointer) -> VectorMatrix? {
    let count = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 72, as: UInt64.self))
    guard let layout = Layout(count: count, dimensions: key.dimensions), layout.end == bytes.count,
      bytes.starts(with: header(count: Int(count))), let base = bytes.baseAddress,
      UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 88, as: UInt64.self))
        == Self.hash(UnsafeRawBufferPointer(rebasing: bytes[Self.headerSize...]))
    else { return nil }
    func part<Value>(_ start: Int, _ count: Int, _ type: Value.Type) -> UnsafeBufferPointer<Value> {
      UnsafeBufferPointer(start: (base + start).assumingMemoryBound(to: type), count: count)
    }
    return VectorMatrix(
      documents: part(layout.documents, Int(count), Int64.self), scales: part(layout.scales, Int(count), Float.self),
      rows: part(layout.rows, Int(count) * key.dimensions, Int8.self), dimensions: key.dimensions)
  }

  /// Hashes four parts and combines the results.
  private static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    let quarter = bytes.count / 4
    let parts = (0..<4).map { index in
      let end = if index == 3 { bytes.count } else { (index + 1) * quarter }
      return UnsafeRawBufferPointer(rebasing: bytes[(index * quarter)..<end])
    }
    return parts.reduce(0) { ($0 &* 31) ^ ByteHash.of($1) }
  }

  /// Removes what processes left behind that were killed while they wrote, more than an hour before `newest` was made. A
  /// running one is done within seconds.
  private func removeLeftovers(olderThan newest: String) {
    guard let now = Self.modificationDate(newest) else { return }
    for file in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where file.hasSuffix(".partial") {
      let leftover = folder + "/" + file
      guard let changed = Self.modificationDate(leftover), now.timeIntervalSince(changed) > 3600 else { continue }
      unlink(leftover)
    }
  }

  private static func modificationDate(_ path: String) -> Date? {
    (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date
  }

  /// Writes the file beside its place and moves it there. A failure, for example on a full disk, leaves no file and is not
  /// an error.
  func write(_ vectors: VectorRows) {
    guard let layout = Layout(count: UInt64(vectors.documents.count), dimensions: key.dimensions) else { return }
    var bytes = [UInt8](repeating: 0, count: layout.end)
    bytes.withUnsafeMutableBytes { file in
      func put(_ content: UnsafeRawBufferPointer, at place: Int) {
        UnsafeMutableRawBufferPointer(rebasing: file[place..<(place + content.count)]).copyMemory(from: content)
      }
      put(UnsafeRawBufferPointer(vectors.documents), at: layout.documents)
      put(UnsafeRawBufferPointer(vectors.scales), at: layout.scales)
      put(UnsafeRawBufferPointer(vectors.rows), at: layout.rows)
      header(count: vectors.documents.count).withUnsafeBytes { put($0, at: 0) }
      let hash = Self.hash(UnsafeRawBufferPointer(rebasing: file[Self.headerSize...]))
      withUnsafeBytes(of: hash.littleEndian) { put($0, at: 88) }
    }
    let temporary = "\(folder)/.\(UUID().uuidString).partial"
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    guard Self.create(temporary, Data()) else { return }
    // Before anything is written: they may take the space that is missing.
    removeLeftovers(olderThan: temporary)
    if !Self.create(temporary, Data(bytes)) || rename(temporary, path) != 0 { unlink(temporary) }
  }

  private static func create(_ path: String, _ content: Data) -> Bool {
    FileManager.default.createFile(atPath: path, contents: content, attributes: [.posixPermissions: 0o600])
  }
}
