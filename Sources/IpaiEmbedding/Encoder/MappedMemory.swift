import Foundation
import IpaiCore

/// Memory that is handed out in parts, each at a multiple of 64 bytes.
///
/// It is mapped and not allocated, because an allocator keeps some megabytes of each thread for later when they are freed. So
/// all of it goes back to the system with the end of the object.
final class MappedMemory {
  /// The size in bytes.
  let size: Int
  private let start: UnsafeMutableRawPointer
  private var position = 0

  /// Memory for so many parts that have `bytes` bytes together. Throws `IpaiError(.unavailable)` when the system has none left.
  init(parts: Int, bytes: Int) throws {
    size = bytes + parts * 64
    guard let start = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0), start != MAP_FAILED else {
      throw IpaiError(
        .unavailable, "there is no memory to encode a text: \(String(cString: strerror(errno)))",
        hint: "it needs \(size >> 10) kB of address space; see 'ulimit -v'")
    }
    self.start = start
  }

  deinit { munmap(start, size) }

  /// The next part, with room for `count` values that are zero; it is valid as long as the object lives.
  func next<Value: BitwiseCopyable>(_ count: Int, of type: Value.Type) -> UnsafeMutablePointer<Value> {
    let part = start + position
    position += SectionBuilder.padded(count * MemoryLayout<Value>.stride)
    precondition(position <= size)
    return part.bindMemory(to: type, capacity: count)
  }
}
