import Foundation
import IpaiCore

/// The packed models in a folder, each of which is a file.
package struct ModelStore: Sendable {
  private let folder: String
  private static let ending = ".model"

  /// The store of a folder, which need not exist.
  package init(folder: String) { self.folder = folder }

  /// The path of a model's file, whether it is installed or not.
  package func path(of name: String) -> String { folder + "/" + name + Self.ending }

  /// The names of the installed models in their order, damaged ones included.
  package func names() -> [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return files.filter { $0.hasSuffix(Self.ending) && !$0.hasPrefix(".") }.map {
      String($0.dropLast(Self.ending.count))
    }
    .sorted()
  }

  /// The model with a name. Throws `IpaiError(.notFound)` when it is not installed, and what `ModelFile` throws.
  package func open(_ name: String) throws -> ModelFile {
    try Self.check(name)
    do { return try ModelFile(path: path(of: name)) } catch let error as IpaiError where error.code == .notFound {
      throw IpaiError(.notFound, "the model \(name) is not installed", hint: "run: \(InstallCommand.text(name))")
    }
  }

  /// Packs and installs a model. One of the same name is replaced in one step, and a failure leaves it as it was.
  ///
  /// Throws `IpaiError`: `.unavailable` when the weights are not those that were published under a known name or the disk
  /// is full, `.denied` when the folder cannot be written, `.usage` for a name that a file cannot have.
  package func install(_ source: ModelSource, as name: String) throws {
    try Self.check(name)
    if let published = PublishedModel.named(name), published.revision != source.revision.hexadecimal {
      throw IpaiError(
        .unavailable,
        "these are not the weights of \(name): their SHA-256 is \(source.revision.hexadecimal), not \(published.revision)",
        hint: "if you want this model, give it another name: ipai model install NAME --from PLACE")
    }
    let packed = try ModelPacker(source, name: name).packed()
    try write(packed, to: path(of: name))
  }

  /// Removes a model. Throws `IpaiError`: `.notFound` when it is not installed, `.denied` when its file cannot be removed.
  package func remove(_ name: String) throws {
    try Self.check(name)
    guard unlink(path(of: name)) == 0 else {
      if errno == ENOENT { throw IpaiError(.notFound, "the model \(name) is not installed") }
      throw Self.cannotWrite(path(of: name), errno)
    }
  }

  private static func check(_ name: String) throws {
    let isPlain = name.utf8.allSatisfy { byte in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 32)
        || "._-".utf8.contains(byte)
    }
    guard isPlain, !name.isEmpty, !name.hasPrefix("."), name.utf8.count <= 100 else {
      throw IpaiError(.usage, "a model's name has letters, digits, dots, dashes and underscores: '\(name.prefix(100))'")
    }
  }

  /// Writes a file beside its place and moves it there once all of it is on the disk.
  private func write(_ data: Data, to path: String) throws {
    let temporary = folder + "/.\(UUID().uuidString).partial"
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch { throw IpaiError(.denied, "cannot make the folder \(folder)", cause: error) }
    removeLeftovers()
    let descriptor = Foundation.open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Self.cannotWrite(folder, errno) }
    defer {
      close(descriptor)
      unlink(temporary)
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, data.withUnsafeBytes({ $0.writeAll(to: descriptor) }),
      fsync(descriptor) == 0,
      rename(temporary, path) == 0
    else { throw Self.cannotWrite(path, errno) }
  }

  /// Removes what killed installations left; the files of running ones are locked.
  private func removeLeftovers() {
    for file in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where file.hasSuffix(".partial") {
      let descriptor = Foundation.open(folder + "/" + file, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(folder + "/" + file) }
      close(descriptor)
    }
  }

  private static func cannotWrite(_ path: String, _ code: Int32) -> IpaiError {
    let reason = String(cString: strerror(code))
    switch code {
    case ENOSPC, EDQUOT: return IpaiError(.unavailable, "no room left to write \(path)", hint: "free some space")
    case EACCES, EPERM, EROFS: return IpaiError(.denied, "cannot write \(path): \(reason)")
    default: return IpaiError(.unavailable, "cannot write \(path): \(reason)")
    }
  }
}
