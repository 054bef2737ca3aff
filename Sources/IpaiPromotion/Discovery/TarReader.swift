package import Foundation
import IpaiCore
package import IpaiSkills

/// Reads the files of a skill from a tar archive of somebody else. What a skill cannot have is refused, and nothing is
/// written.
package struct TarReader {
  private let bytes: [UInt8]
  private let limits: SkillLimits
  private var place = 0
  private var entries = 0
  private var total = 0
  private var files: [SkillFile] = []
  private var paths: Set<String> = []
  private var folders: Set<String> = []
  /// What was said about the next entry.
  private var nextPath: String?
  private var nextSize: Int?

  private static let mostNameBytes = 64 << 10

  /// The files in an archive. Names of GNU tar and of pax are understood.
  ///
  /// Throws `IpaiError(.conflict)` for an archive that is damaged or cut off, and for one that has a link, a device, a
  /// file with holes, a path that leads out of the skill, two files of one name, or more than `limits` allow.
  package static func files(in archive: Data, limits: SkillLimits = .standard) throws -> [SkillFile] {
    var reader = TarReader(bytes: Array(archive), limits: limits)
    try reader.read()
    return reader.files
  }

  private init(bytes: [UInt8], limits: SkillLimits) {
    self.bytes = bytes
    self.limits = limits
  }

  private mutating func read() throws {
    while true {
      let block = try take(TarHeader.bytes)
      if block.allSatisfy({ $0 == 0 }) { break }
      entries += 1
      guard entries <= limits.entries else { throw TarHeader.broken("it has more than \(limits.entries) entries") }
      try read(TarHeader(block))
    }
    guard bytes[place...].allSatisfy({ $0 == 0 }) else { throw TarHeader.broken("something follows its end") }
  }

  private mutating func read(_ header: TarHeader) throws {
    switch header.kind {
    case .records: try note(TarRecords(content(header.size, most: Self.mostNameBytes)))
    case .globalRecords:
      let records = try TarRecords(content(header.size, most: Self.mostNameBytes))
      guard records.path == nil, records.size == nil else { throw TarHeader.broken("all of its files have one name") }
    case .longName:
      let name = try content(header.size, most: Self.mostNameBytes).prefix { $0 != 0 }
      nextPath = try Self.text(name)
    case .file, .folder: try add(header)
    case .other(let what): throw TarHeader.broken("'\(try path(of: header))' is \(what), which a skill cannot have")
    }
  }

  private mutating func note(_ records: TarRecords) {
    if let path = records.path { nextPath = path }
    if let size = records.size { nextSize = size }
  }

  private mutating func add(_ header: TarHeader) throws {
    let path = try path(of: header)
    let size = nextSize ?? header.size
    nextPath = nil
    nextSize = nil
    if header.kind == .folder {
      guard size == 0 else { throw TarHeader.broken("the folder '\(path)' has a content") }
      if !path.isEmpty { try check(path) }
      return
    }
    try check(path)
    guard size <= limits.fileBytes else {
      throw TarHeader.broken("'\(path)' is larger than \(ByteCount.text(limits.fileBytes))")
    }
    let content = try content(size, most: limits.fileBytes)
    if PathText.parts(path).contains(where: { Self.isSkipped(String($0)) }) { return }
    total += size
    guard total <= limits.treeBytes else {
      throw TarHeader.broken("its files have more than \(ByteCount.text(limits.treeBytes)) together")
    }
    guard files.count < limits.files else { throw TarHeader.broken("it has more than \(limits.files) files") }
    try claim(path)
    files.append(SkillFile(path: path, isExecutable: header.isExecutable, content: Data(content)))
  }

  /// What no skill has is left out, as when a folder is read; git runs what stands in a folder of its own.
  private static func isSkipped(_ name: String) -> Bool {
    SkippedNames.contains(name) || name.lowercased() == ".git"
  }

  /// The path of an entry, without `./` in front and a slash at its end.
  private func path(of header: TarHeader) throws -> String {
    var path = try (nextPath ?? Self.text(header.path[...]))[...]
    while path.hasPrefix("./") { path = path.dropFirst(2) }
    while header.kind == .folder, path.hasSuffix("/"), path.count > 1 { path = path.dropLast() }
    return path == "." ? "" : String(path)
  }

  private func check(_ path: String) throws {
    if let fault = SkillPath.fault(in: path) {
      throw TarHeader.broken("it has the path '\(path.prefix(80))': \(fault)")
    }
    guard PathText.parts(path).count <= limits.depth else {
      throw TarHeader.broken("'\(path.prefix(80))' lies more than \(limits.depth) levels deep")
    }
  }

  /// Notes that a file has a path, which no other one may have, nor any file one of the folders on its way.
  private mutating func claim(_ path: String) throws {
    guard paths.insert(path).inserted, !folders.contains(path) else {
      throw TarHeader.broken("it has '\(path)' twice")
    }
    for folder in PathText.folders(of: path).reversed() {
      guard !paths.contains(folder) else { throw TarHeader.broken("'\(folder)' is a file and a folder in it") }
      folders.insert(folder)
    }
  }

  /// The content of an entry, and on to the next block.
  private mutating func content(_ size: Int, most: Int) throws -> ArraySlice<UInt8> {
    guard size <= most else { throw TarHeader.broken("a name has more than \(most) bytes") }
    let blocks = (size + TarHeader.bytes - 1) / TarHeader.bytes
    return try take(blocks * TarHeader.bytes).prefix(size)
  }

  private mutating func take(_ count: Int) throws -> ArraySlice<UInt8> {
    guard count <= bytes.count - place else { throw TarHeader.broken("it is cut off") }
    defer { place += count }
    return bytes[place..<(place + count)]
  }

  /// A name. Throws for one that is not UTF-8.
  static func text(_ bytes: ArraySlice<UInt8>) throws(IpaiError) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw TarHeader.broken("a name is not UTF-8: '\(PathText.text(bytes: Array(bytes.prefix(80))))'")
    }
    return text
  }
}
