import IpaiCore

/// Records of pax that say more about entries (POSIX.1-2017, pax, "pax Extended Header"): those about names and sizes.
struct TarRecords {
  /// The path; nil where nothing is said about it.
  private(set) var path: String?
  /// The size; nil where nothing is said about it.
  private(set) var size: Int?

  /// Reads records. Throws `IpaiError(.conflict)` for what is none, and for records of what a skill cannot have.
  init(_ bytes: ArraySlice<UInt8>) throws {
    var rest = bytes
    while !rest.isEmpty {
      let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      guard digits.count <= 6, let length = Int(String(decoding: digits, as: UTF8.self)), length <= rest.count,
        length > digits.count + 2, rest[rest.startIndex + length - 1] == UInt8(ascii: "\n"),
        rest[digits.endIndex] == UInt8(ascii: " ")
      else { throw TarHeader.broken("a record about a file is damaged") }
      try add(rest[(digits.endIndex + 1)..<(rest.startIndex + length - 1)])
      rest = rest.dropFirst(length)
    }
  }

  private mutating func add(_ record: ArraySlice<UInt8>) throws {
    guard let equals = record.firstIndex(of: UInt8(ascii: "=")) else {
      throw TarHeader.broken("a record about a file is damaged")
    }
    let key = String(decoding: record[..<equals], as: UTF8.self)
    let value = record[(equals + 1)...]
    switch key {
    case "path": path = try TarReader.text(value)
    case "size":
      guard value.count <= 15, let size = Int(String(decoding: value, as: UTF8.self)), size >= 0 else {
        throw TarHeader.broken("the size of a file is none")
      }
      self.size = size
    case "linkpath": throw TarHeader.broken("it has a link, which a skill cannot have")
    default:
      if key.hasPrefix("GNU.sparse") { throw TarHeader.broken("it has a file with holes, which a skill cannot have") }
    // Times, users and what vendors add say nothing about the content.
    }
  }
}
