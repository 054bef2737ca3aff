import IpaiConnect
import IpaiCore

/// Where a client's file is on this machine.
struct ClientPlace {
  /// The file as the client knows it.
  let file: ClientFile
  /// Its absolute path.
  let path: String

  /// The file of a client; `file` is the path of another one than it reads by itself. Throws `IpaiError(.usage)`.
  init(_ client: Client, file: String?, in invocation: Invocation) throws {
    if let file {
      self.init(file: Self.kind(of: file, for: client), path: try invocation.world.absolute(file))
    } else {
      let root = invocation.sources.workTree ?? invocation.world.currentDirectory
      self.init(ClientFile(client), root: root, home: invocation.world.home)
    }
  }

  private init(file: ClientFile, path: String) {
    self.file = file
    self.path = path
  }

  private static func kind(of file: String, for client: Client) -> ClientFile {
    switch client {
    case .vscode where file.hasSuffix(".code-workspace"): .vscodeWorkspace(file)
    case .codex: .codexProject
    case .vscode, .claude, .cursor: ClientFile(client)
    }
  }

  /// A file below the root of a workspace or the home of the user.
  init(_ file: ClientFile, root: String, home: String) {
    self.init(file: file, path: (file.isBelowHome ? home : root) + "/" + file.path)
  }

  /// Does something with the file's text; an error about the text names the file. Throws `IpaiError(.configuration)`.
  func explaining<Value>(_ work: () throws(ClientFileError) -> Value) throws(IpaiError) -> Value {
    do { return try work() } catch {
      throw IpaiError(.configuration, error.message(in: path), hint: error.hint)
    }
  }
}
