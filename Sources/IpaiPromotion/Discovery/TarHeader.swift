import Foundation
import IpaiCore

/// The header of an entry in a tar archive (POSIX.1-2017, pax, "ustar Interchange Format").
struct TarHeader {
  /// What an entry is.
  enum Kind: Equatable {
    case file
    case folder
    /// Records of pax for the next entry.
    case records
    /// Records of pax for all that follow.
    case globalRecords
    /// The name of the next entry, as GNU tar writes a long one.
    case longName
    /// Something that no skill has, in words.
    case other(String)
  }

  /// What it is.
  let kind: Kind
  /// The path in bytes, with what stands in front of it.
  let path: [UInt8]
  /// The number of bytes that follow the header.
  let size: Int
  /// Whether the owner may run it.
  let isExecutable: Bool

  /// How many bytes a header has.
  static let bytes = 512
  private static let checksumPlace = 148..<156

  /// Reads a block. Throws `IpaiError(.conflict)` for one that is no header.
  init(_ block: ArraySlice<UInt8>) throws(IpaiError) {
    let block = Array(block)
    let sum = block.indices.reduce(0) { $0 + Int(Self.checksumPlace.contains($1) ? 0x20 : block[$1]) }
    guard Self.number(block[Self.checksumPlace]) == sum else { throw Self.broken("a header is damaged") }
    guard let size = Self.number(block[124..<136]) else { throw Self.broken("the size of a file is none") }
    let mode = Self.number(block[100..<108])
    self.size = size
    isExecutable = (mode ?? 0) & 0o100 != 0
    let name = Self.text(block[0..<100])
    // GNU tar has something else in the place of the prefix, and a space after its name.
    let hasPrefix = block[257..<263].elementsEqual("ustar\0".utf8)
    let prefix = hasPrefix ? Self.text(block[345..<500]) : []
    path = prefix.isEmpty ? name : prefix + [UInt8(ascii: "/")] + name
    kind = Self.kind(block[156], isFolder: name.last == UInt8(ascii: "/"))
  }

  private static func kind(_ type: UInt8, isFolder: Bool) -> Kind {
    switch type {
    case UInt8(ascii: "0"), 0: isFolder ? .folder : .file
    case UInt8(ascii: "1"), UInt8(ascii: "2"), UInt8(ascii: "K"): .other("a link")
    case UInt8(ascii: "3"), UInt8(ascii: "4"): .other("a device")
    case UInt8(ascii: "5"): .folder
    case UInt8(ascii: "6"): .other("a pipe")
    case UInt8(ascii: "x"): .records
    case UInt8(ascii: "g"): .globalRecords
    case UInt8(ascii: "L"): .longName
    case UInt8(ascii: "S"): .other("a file with holes")
    default: .other("of an unknown kind")
    }
  }

  /// The bytes before the first zero.
  private static func text(_ field: ArraySlice<UInt8>) -> [UInt8] { Array(field.prefix { $0 != 0 }) }

  /// A number in octal digits; nil for anything else, also for the form for very large ones.
  private static func number(_ field: ArraySlice<UInt8>) -> Int? {
    let digits = field.drop { $0 == 0x20 }.prefix { $0 != 0 && $0 != 0x20 }
    guard digits.count <= 12, digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "7")).contains($0) }) else {
      return nil
    }
    return digits.reduce(0) { $0 << 3 | Int($1 - UInt8(ascii: "0")) }
  }

  /// The error of an archive that cannot be read.
  static func broken(_ what: String) -> IpaiError { IpaiError(.conflict, "the archive cannot be read: \(what)") }
}
