import Foundation
import IpaiAccess
import IpaiCore
import IpaiServer

/// The keys that the environment gives a server.
enum EnvironmentKeys {
  private static let names = ["IPAI_API_KEY", "MCP_LOCAL_API_KEY"]
  /// The key of a coordinator; MCP_LOCAL_API_KEY is then what it shows to the lab.
  private static let coordinatorNames = ["IPAI_API_KEY", "COORDINATOR_API_KEY"]
  /// Names a file with a key, as containers are given secrets.
  private static let fileName = "IPAI_API_KEY_FILE"
  private static let maxBytes = 4_096

  /// Reads the keys. Throws `IpaiError(.configuration)` when a file is named that has none.
  static func read(_ world: World, isCoordinator: Bool = false) throws -> [GivenKey] {
    let names = isCoordinator ? coordinatorNames : self.names
    var keys = names.compactMap { name in key(world.environment[name], name) }
    if let path = world.environment[fileName], !path.isEmpty { keys.append(try key(inFile: world.absolute(path))) }
    return keys
  }

  /// The key that the earlier service was delivered with is no key.
  private static func key(_ value: String?, _ name: String) -> GivenKey? {
    guard let value, !value.isEmpty, value != KeyRing.developmentKey else { return nil }
    return GivenKey(Secret(value), name: name, scope: .write)
  }

  private static func key(inFile path: String) throws -> GivenKey {
    guard let bytes = try SmallFile.read(path, maxBytes: maxBytes) else { throw fault("there is no file \(path)") }
    let text = String(validating: bytes, as: UTF8.self)?.trimmingCharacters(in: .whitespacesAndNewlines)
    guard let key = key(text, fileName) else { throw fault("there is no key in \(path)") }
    guard text?.contains(where: \.isWhitespace) == false else { throw fault("there are several words in \(path)") }
    return key
  }

  private static func fault(_ message: String) -> IpaiError {
    IpaiError(.configuration, message, hint: "\(fileName) has to name a file with a key and nothing else")
  }
}
