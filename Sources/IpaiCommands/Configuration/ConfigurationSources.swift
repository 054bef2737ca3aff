import Foundation
import IpaiCore

/// Where configuration comes from in a world: the files, the environment and the flags, weakest first.
struct ConfigurationSources {
  static let systemFile = "/etc/ipai/config.yaml"

  let directories: Directories
  let userFile: String
  /// The `.ipai/config.yaml` of the repository one stands in, whether it is there or not; nil outside of one.
  let repositoryFile: String?
  private let world: World

  init(_ world: World) {
    self.world = world
    directories = Directories(home: world.home, environment: world.environment)
    userFile = directories.configuration + "/config.yaml"
    repositoryFile = Self.workTree(around: world.currentDirectory).map { $0 + "/.ipai/config.yaml" }
  }

  /// Everything resolved. Throws `IpaiError(.configuration)` for a file that is not right.
  func resolve(flags: [String: String?] = [:]) throws -> IpaiCore.Configuration {
    var layers: [ConfigurationLayer] = []
    for path in [Self.systemFile, userFile] {
      if let text = try ConfigurationFile.text(path) {
        layers.append(ConfigurationLayer(.file(path), try ConfigurationFile.entries(text, path: path)))
      }
    }
    if let path = repositoryFile, let text = try ConfigurationFile.text(path) {
      let isTrusted = TrustedFiles(directories).trusts(path, content: text)
      let origin = ConfigurationLayer.Origin.repositoryFile(path, trusted: isTrusted)
      layers.append(ConfigurationLayer(origin, try ConfigurationFile.entries(text, path: path)))
    }
    layers.append(.environment(world.environment))
    layers.append(.flags(flags))
    return try Configuration(directories: directories, layers: layers)
  }

  /// The nearest folder upwards that has a `.git`; no library is asked, which would cost more than the look.
  private static func workTree(around folder: String) -> String? {
    var folder = folder
    while true {
      let base = folder == "/" ? "" : folder
      if FileManager.default.fileExists(atPath: base + "/.git") { return base }
      guard folder.count > 1 else { return nil }
      folder = (folder as NSString).deletingLastPathComponent
    }
  }
}
