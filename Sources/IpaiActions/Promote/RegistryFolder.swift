import Foundation
import IpaiCore

/// The folder in which a registry is, or would be.
enum RegistryFolder {
  /// Throws `IpaiError` where the folder is not there and cannot be made: `.configuration` where something else is in its way, `.denied`
  /// where nothing may be looked for or written. `registry` is how the registry was named.
  static func check(_ folder: String, for registry: String, option: String) throws(IpaiError) {
    var path = folder
    while path != "/", !path.isEmpty, access(path, F_OK) != 0 {
      // A path through a file is not there either.
      guard errno == ENOENT || errno == ENOTDIR else { break }
      path = (path as NSString).deletingLastPathComponent
    }
    if path.isEmpty { return }
    var information = stat()
    func refusal(_ code: ErrorCode, _ reason: String) -> IpaiError {
      IpaiError(code, "there can be no registry at \(registry): \(reason)", hint: "choose another with \(option)")
    }
    guard stat(path, &information) == 0 else {
      let failure = SystemFailure()
      let code = failure.number == EACCES ? ErrorCode.denied : .configuration
      throw refusal(code, "\(path) cannot be looked at: \(failure.reason)")
    }
    guard information.st_mode & S_IFMT == S_IFDIR else { throw refusal(.configuration, "\(path) is not a folder") }
    guard access(path, X_OK) == 0 else { throw refusal(.denied, "nothing may be looked for in \(path)") }
    guard path == folder || access(path, W_OK) == 0 else {
      throw refusal(.denied, "nothing may be written in \(path)")
    }
  }
}
