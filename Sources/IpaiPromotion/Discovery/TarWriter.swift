package import Foundation
package import IpaiSkills

/// Writes the files of a skill as a tar archive (POSIX.1-2017, pax, "ustar Interchange Format"): the same bytes for the
/// same tree.
package enum TarWriter {
  private static let blockBytes = 512
  private static let nameBytes = 100
  private static let prefixBytes = 155

  /// The archive: the files in the order of their paths, without users and times, with the modes 644 and 755.
  package static func archive(of tree: SkillTree) -> Data {
    var archive = Data()
    for (number, file) in tree.files.enumerated() {
      let path = Array(file.path.utf8)
      let place = place(of: path)
      if place == nil { add(record(of: file.path), ["pax-\(number)"], type: "x", mode: "644", to: &archive) }
      let names = place ?? ["file-\(number)"]
      add(file.content, names, type: "0", mode: file.mode, to: &archive)
    }
    // Two blocks of zeros end it.
    return archive + Data(count: 2 * blockBytes)
  }

  /// The name, and the folders in front of it where it is too long for one field; nil where it fits in neither way.
  private static func place(of path: [UInt8]) -> [String]? {
    let text = { (bytes: ArraySlice<UInt8>) in String(decoding: bytes, as: UTF8.self) }
    if path.count <= nameBytes { return [text(path[...])] }
    for (index, byte) in path.enumerated() where byte == UInt8(ascii: "/") {
      let rest = path[(index + 1)...]
      if index <= prefixBytes, rest.count <= nameBytes, index > 0, !rest.isEmpty {
        return [text(rest), text(path[..<index])]
      }
    }
    return nil
  }

  /// A path of any length as a record of pax: its own length in digits, the keyword and the value.
  private static func record(of path: String) -> Data {
    let rest = " path=\(path)\n"
    var length = rest.utf8.count + 1
    while length != rest.utf8.count + String(length).utf8.count { length = rest.utf8.count + String(length).utf8.count }
    return Data("\(length)\(rest)".utf8)
  }

  /// Adds a header, its content and what fills the last block. `names`: the name and what stands in front of it.
  private static func add(_ content: Data, _ names: [String], type: String, mode: String, to archive: inout Data) {
    var header = [UInt8](repeating: 0, count: blockBytes)
    func put(_ text: String, at place: Int) {
      for (offset, byte) in text.utf8.enumerated() { header[place + offset] = byte }
    }
    put(names[0], at: 0)
    put("0000" + mode, at: 100)
    put("0000000", at: 108)
    put("0000000", at: 116)
    put(octal(content.count, digits: 11), at: 124)
    put("00000000000", at: 136)
    put("        ", at: 148)
    put(type, at: 156)
    put("ustar", at: 257)
    put("00", at: 263)
    if names.count > 1 { put(names[1], at: 345) }
    let checksum = header.reduce(0) { $0 + Int($1) }
    put(octal(checksum, digits: 6) + "\0 ", at: 148)
    archive.append(contentsOf: header)
    archive.append(content)
    let rest = content.count % blockBytes
    if rest > 0 { archive.append(Data(count: blockBytes - rest)) }
  }

  private static func octal(_ number: Int, digits: Int) -> String {
    let text = String(number, radix: 8)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
