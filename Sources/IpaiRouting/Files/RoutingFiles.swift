import Foundation
package import IpaiCore

/// Reads the files of servers and rules.
package struct RoutingFiles: Sendable {
  /// The folder with a file for each server.
  package let serversFolder: String
  /// The file of rules.
  package let routesFile: String
  private let environment: [String: String]

  private static let maxServers = 1_000
  private static let endings = [".yaml", ".yml"]

  /// Files at absolute paths; `environment` has the variables that they name, and those of `RoutingEnvironment`.
  package init(serversFolder: String, routesFile: String, environment: [String: String]) {
    self.serversFolder = serversFolder
    self.routesFile = routesFile
    self.environment = environment
  }

  /// The table of what the files say now. A folder or file that is not there says nothing.
  ///
  /// Throws `IpaiError(.configuration)` with the file and the line.
  package func table() throws(IpaiError) -> RoutingTable {
    var contents = RouteFile.Contents()
    if let bytes = try SmallFile.read(routesFile, maxBytes: RouteFile.maxBytes) {
      contents = try RouteFile(routesFile).contents(bytes)
    }
    let own = RoutingEnvironment(environment)
    return try RoutingTable(
      own.completed(try servers(), aliases: contents.aliases), contents, defaultTarget: own.defaultTarget)
  }

  private func servers() throws(IpaiError) -> [RoutedServer] {
    var servers: [RoutedServer] = []
    for path in try paths() {
      guard let bytes = try SmallFile.read(path, maxBytes: ServerFile.maxBytes) else { continue }
      servers.append(try ServerFile(path, environment: environment).server(bytes))
    }
    return servers
  }

  private func paths() throws(IpaiError) -> [String] {
    guard let status = FileStatus(serversFolder) else { return [] }
    guard status.kind == .folder else {
      throw IpaiError(
        .configuration, "\(serversFolder) is not a folder", hint: "'servers' names a folder with a file for each server"
      )
    }
    let names: [String]
    do { names = try FileManager.default.contentsOfDirectory(atPath: serversFolder) } catch {
      throw IpaiError(.configuration, "cannot read the folder of servers \(serversFolder)", cause: error)
    }
    let files = names.filter { name in !name.hasPrefix(".") && Self.endings.contains { name.hasSuffix($0) } }.sorted()
    guard files.count <= Self.maxServers else {
      throw IpaiError(.configuration, "\(serversFolder) describes more than \(Self.maxServers) servers")
    }
    if let name = files.first(where: { $0.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F } }) {
      throw IpaiError(
        .configuration, "\(serversFolder) has a file whose name has a line break or another control character",
        hint: "rename it: \(ShellWord.quoted(name.filter { !$0.isNewline }.prefix(80).description))")
    }
    return files.map { serversFolder + "/" + $0 }
  }
}
