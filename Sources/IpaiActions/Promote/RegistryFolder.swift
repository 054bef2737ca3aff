import Foundation
import IpaiCore

/// The folder in which a registry is, or would be.
enum RegistryFolder {
  /// Throws `IpaiError` where the folder is not there and cannot be made: `.configuration` where something else is in its way, `.denied`
  /// where nothing may be written. `registry` is how the registry was named.
  static func check(_ folder: String, for registry: String, option: String) throws(IpaiError) {
    var path = folder
    while path != "/", !path.isEmpty, access(path, F_OK) != 0 {
      // A path through a file is not there either.
      guard errno == ENOENT || errno == ENOTDIR else { break }
      path = (path as NSString).deletingLastPathComponent
    }
    if path.isEmpty { return }
    var information = stat()
    let isFolder = stat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFDIR
    guard isFolder else {
      throw IpaiError(
        .configuration, "there can be no registry at \(registry): \(path) is not a folder",
        hint: "choose another with \(option)")
    }
    guard path == folder || access(path, W_OK | X_OK) == 0 else {
      throw IpaiError(
        .denied, "there can be no registry at \(registry): nothing may be written in \(path)",
        hint: "choose another with \(option)")
    }
  }
}
