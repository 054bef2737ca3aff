import Foundation
import IpaiActions
import IpaiConnect
import IpaiCore
import IpaiHTTP
import IpaiServer
import IpaiUpstreams
import MCP

/// Tries what a client's file says about ipai: a real handshake in each family of revisions.
struct ClientTrial {
  private let place: ClientPlace
  private let invocation: Invocation

  /// How long, in seconds, an answer may take.
  private static let patience = 20.0

  /// What the file says.
  private enum Entry {
    case command(String, [String])
    case address(String)
  }

  /// The files of all clients that have an entry for ipai.
  static func all(in invocation: Invocation) -> [ClientTrial] {
    let root = invocation.sources.workTree ?? invocation.world.currentDirectory
    let files = IpaiConnect.Client.allCases.map { ClientFile($0) } + [.codexProject]
    return files.map { ClientPlace($0, root: root, home: invocation.world.home) }
      .filter { FileStatus($0.path) != nil }.map { ClientTrial(place: $0, invocation: invocation) }
  }

  /// What came of it; nil when the file has no entry for ipai.
  func finding() -> HealthFinding? {
    let name = place.file.client.rawValue
    do {
      guard let entry = try entry() else { return nil }
      return try finding(entry, name)
    } catch let error as ClientError {
      return Self.finding(error, name, place.path)
    } catch let error as IpaiError {
      return HealthFinding(name, .failed, error.summary, remedy: error.hint)
    } catch {
      return HealthFinding(name, .failed, "\(place.path): \(error)", remedy: "ipai connect \(name)")
    }
  }

  private static func finding(_ error: ClientError, _ name: String, _ path: String) -> HealthFinding {
    switch error {
    case .unauthorized:
      let variable = ClientEntry.keyVariable
      return HealthFinding(
        name, .warning, "\(path): the server answers, and wants a key; \(variable) has none that it accepts",
        remedy: "export \(variable)=$(ipai keys create \(name))")
    case .unreachable(let reason):
      return HealthFinding(name, .failed, "\(path): the server cannot be reached: \(reason)", remedy: "ipai serve")
    case .timedOut(let seconds):
      return HealthFinding(name, .failed, "\(path): there was no answer within \(Int(seconds)) seconds")
    default: return HealthFinding(name, .failed, "\(path): \(error)", remedy: "ipai connect \(name)")
    }
  }

  private func entry() throws -> Entry? {
    let text = try Connect.text(place.path)
    let keys = ClientEntry(place.file, .stdio).keys
    if place.file.client == .codex { return try entryOfTable(text, keys) }
    let json = try place.explaining { () throws(ClientFileError) in try JSONCDocument(text).json(at: keys) }
    guard let json else { return nil }
    let entry = try JSON(parsing: Data(json.utf8))
    if let command = entry["command"]?.string {
      return .command(command, (entry["args"]?.array ?? []).compactMap(\.string))
    }
    return entry["url"]?.string.map(Entry.address)
  }

  private func entryOfTable(_ text: String, _ keys: [String]) throws -> Entry? {
    let table = try place.explaining { () throws(ClientFileError) in try TOMLTableEdit(text, path: keys).strings }
    guard let table else { return nil }
    // The table's lists are not read; that of an entry of ipai's own is known.
    if let command = table["command"] { return .command(command, ["serve", "--stdio"]) }
    return table["url"].map(Entry.address)
  }

  private func finding(_ entry: Entry, _ name: String) throws -> HealthFinding {
    switch entry {
    case .command(let command, let arguments):
      // A file of a repository may name any program; only this one is known to do no harm.
      guard command == "ipai", arguments.first == "serve" else {
        return HealthFinding(name, .warning, "\(place.path) starts '\(command.prefix(80))', which was not tried")
      }
      return try tried(name, "starts ipai") { transport(command, arguments) }
    case .address(let text):
      let address = try WebAddress(text)
      return try tried(name, address.description) { transport(text, address) }
    }
  }

  private func transport(_ command: String, _ arguments: [String]) -> ClientTransport {
    let root = invocation.sources.workTree ?? invocation.world.currentDirectory
    return .process(ServerCommand(command, arguments, environment: invocation.world.environment, directory: root))
  }

  private func transport(_ text: String, _ address: WebAddress) -> ClientTransport {
    let host = URLComponents(string: text)?.host ?? ""
    let key = invocation.world.environment[ClientEntry.keyVariable]
    return .socket(
      address,
      headers: {
        // A file of a repository may name any server; the key is for this machine's own.
        guard let key, LoopbackAddress.isOne(host) else { return [:] }
        return ["Authorization": "Bearer \(key)"]
      })
  }

  private func tried(_ name: String, _ what: String, _ transport: @escaping () -> ClientTransport) throws
    -> HealthFinding
  {
    var versions: [String] = []
    for mode in [MCP.Client.Options.Mode.handshake, .stateless] {
      var options = MCP.Client.Options()
      options.mode = mode
      options.requestSeconds = Self.patience
      options.retries = 0
      let client = MCP.Client(
        Implementation(name: "ipai-doctor", version: Version.number), over: transport(), options: options)
      versions.append(try handshake(client))
    }
    return HealthFinding(name, .ok, "\(place.path) \(what): answered in \(versions.joined(separator: " and "))")
  }

  /// Opens a connection, and returns the revision that both sides speak.
  private func handshake(_ client: MCP.Client) throws -> String {
    try CallingThread.run {
      do {
        let server = try await client.connect()
        _ = try await client.listTools()
        await client.close()
        return server.version.rawValue
      } catch {
        await client.close()
        throw error
      }
    }
  }
}
