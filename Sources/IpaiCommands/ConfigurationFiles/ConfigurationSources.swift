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

  /// Everything resolved, with what is wrong kept beside it.
  func resolve(flags: [String: String?] = [:]) -> IpaiCore.Configuration {
    var layers = [Self.systemFile, userFile].compactMap(Self.fileLayer)
    if let layer = repositoryFile.flatMap(repositoryLayer) { layers.append(layer) }
    layers.append(.environment(world.environment))
    layers.append(.flags(flags))
    return Configuration(directories: directories, layers: layers)
  }

  /// nil when there is no such file.
  private static func fileLayer(_ path: String) -> ConfigurationLayer? {
    do throws(IpaiError) {
      guard let text = try ConfigurationFile.text(path) else { return nil }
      return ConfigurationLayer(.file(path), try ConfigurationFile.entries(text, path: path))
    } catch {
      return ConfigurationLayer(.file(path), [:], problem: error)
    }
  }

  /// nil when there is no such file. Trust is in a content, so a file that cannot be read is not trusted.
  private func repositoryLayer(_ path: String) -> ConfigurationLayer? {
    var origin = ConfigurationLayer.Origin.repositoryFile(path, trusted: false)
    do throws(IpaiError) {
      guard let text = try ConfigurationFile.text(path) else { return nil }
      origin = .repositoryFile(path, trusted: TrustedFiles(directories).trusts(path, content: text))
      return ConfigurationLayer(origin, try ConfigurationFile.entries(text, path: path))
    } catch {
      return ConfigurationLayer(origin, [:], problem: error)
    }
  }

  /// The nearest folder upwards that has a `.git`; no library is asked, which would cost more than the look.
  private static func workTree(around folder: String) -> String? {
    var folder = folder
    while folder.count > 1 {
      if isThere(folder + "/.git") { return folder }
      folder = (folder as NSString).deletingLastPathComponent
    }
    return isThere("/.git") ? "" : nil
  }

  private static func isThere(_ path: String) -> Bool { PathText.withCString(path) { access($0, F_OK) } == 0 }
}
