import Foundation
import IpaiCore

/// Where configuration comes from in a world: the files, the environment and the flags, in increasing order of
/// precedence.
struct ConfigurationSources {
  /// The file of the machine, which everything else overrides.
  static let systemFile = "/etc/ipai/config.yaml"

  /// Where this user keeps files of ipai.
  let directories: Directories
  /// The user's own file, absolute.
  let userFile: String
  /// The `.ipai/config.yaml` of the repository of the current folder, whether it exists or not; nil outside a
  /// repository.
  let repositoryFile: String?
  /// The work tree of the current folder; nil outside a repository.
  let workTree: String?
  private let world: World

  /// Reads nothing yet: the files are read by `resolve`.
  init(_ world: World) {
    self.world = world
    directories = Directories(home: world.home, environment: world.environment)
    userFile = directories.configuration + "/config.yaml"
    workTree = Self.workTree(around: world.currentDirectory)
    repositoryFile = workTree.map { $0 + "/.ipai/config.yaml" }
  }

  /// The configuration in force. Errors are kept beside the values.
  func resolve(flags: [String: String?] = [:]) -> IpaiCore.Configuration {
    var layers = [Self.systemFile, userFile].compactMap(Self.fileLayer)
    if let layer = repositoryFile.flatMap(repositoryLayer) { layers.append(layer) }
    layers.append(.environment(world.environment))
    layers.append(.flags(flags))
    return Configuration(directories: directories, layers: layers)
  }

  /// The configuration as the files are now. Throws the first of its errors.
  func readAnew(flags: [String: String?]) throws -> IpaiCore.Configuration {
    try ConfigurationSources(world).resolve(flags: flags).checked()
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

  /// nil when there is no such file. A file that cannot be read is not trusted, since it is a content that is trusted.
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

  /// The nearest folder upwards that has a `.git`; looking costs less than asking libgit2.
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
