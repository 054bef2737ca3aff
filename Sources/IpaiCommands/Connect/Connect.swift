import ArgumentParser
import Foundation
import IpaiConnect
import IpaiCore
import IpaiServer

/// `ipai connect`
struct Connect: Verb {
  static let configuration = CommandConfiguration(
    commandName: "connect",
    abstract: "Tell an editor or an agent where ipai is.",
    discussion: """
      Shows the entry for ipai in the file in which the program looks for MCP servers: .vscode/mcp.json, .mcp.json of \
      Claude Code and .cursor/mcp.json in the repository, and ~/.codex/config.toml. With --write, shows what changes in \
      the file and changes it; its comments and its order stay as they are.

      For the workspace dev the program starts 'ipai serve --stdio' by itself, which needs no key. For prod it calls a \
      server that runs already. A key is never written: VS Code asks for it, the others take it from IPAI_API_KEY.

      Examples:
        ipai connect claude
        ipai connect vscode --workspace prod --write
        ipai connect vscode --file team.code-workspace --write
        ipai connect codex --workspace prod --url https://ipai.example.com/mcp --write
      """)

  @Argument(help: "The program: vscode, claude, cursor or codex.")
  var client: Client

  @Option(
    help: ArgumentHelp(
      "dev, to start ipai for each use, or prod, to call a server that runs. The default is dev.",
      valueName: "workspace"))
  var workspace = ClientWorkspace.dev

  @Option(
    help: ArgumentHelp(
      "The address of the server, for prod. Default: that of the settings host and port.", valueName: "url"))
  var url: String?

  @Option(
    help: ArgumentHelp(
      "Another file of the program, such as a .code-workspace of VS Code or .codex/config.toml.", valueName: "file"))
  var file: String?

  @Flag(help: "Change the file.")
  var write = false

  @OptionGroup var common: CommonOptions

  /// What was done, or would be.
  private struct Outcome: Encodable {
    let client: String
    let file: String
    /// The entry, as a file that holds nothing else.
    let entry: String
    /// The lines that differ, as `diff -u` writes them; empty where the entry is there.
    let difference: String
    let written: Bool
  }

  /// The largest file of settings that is read, in bytes.
  private static let maxBytes = 4 << 20

  /// Shows the entry, or writes it. Throws `IpaiError`.
  func run(in invocation: Invocation) throws {
    let place = try ClientPlace(client, file: file, in: invocation)
    let entry = ClientEntry(place.file, workspace.connection(url: try address(invocation)))
    let old = try Self.text(place.path)
    let new = try place.explaining { () throws(ClientFileError) in try entry.edited(old) }
    let alone = try place.explaining { () throws(ClientFileError) in try entry.edited("") }
    let isPresent = old.utf8.elementsEqual(new.utf8)
    let difference =
      isPresent ? "" : UnifiedDiff.text(Data(old.utf8), Data(new.utf8), oldName: place.path, newName: place.path)
    if write, !isPresent { try FileReplacement.write(Data(new.utf8), to: place.path, permissions: 0o644) }
    let outcome = Outcome(
      client: client.rawValue, file: place.path, entry: alone, difference: difference, written: write && !isPresent)
    invocation.answer(Answer(outcome) { _ in Self.shown(write ? difference : alone) })
    say(outcome, isPresent, invocation)
  }

  private func say(_ outcome: Outcome, _ isPresent: Bool, _ invocation: Invocation) {
    if isPresent {
      invocation.say("\(outcome.file) has this entry already")
    } else if write {
      invocation.say("\(outcome.file) was written; to try it: ipai doctor --clients")
    } else {
      invocation.say("this belongs into \(outcome.file); to write it there, add --write")
    }
    if workspace == .prod, !isPresent, client != .vscode {
      invocation.say(
        "\(client.rawValue) takes the key from IPAI_API_KEY; to make one: ipai keys create \(client.rawValue)")
    }
  }

  /// Lines as a terminal may show them.
  private static func shown(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { TerminalText.sanitized($0) }
      .joined(separator: "\n")
  }

  private func address(_ invocation: Invocation) throws -> ClientURL {
    let configuration = invocation.configuration
    let host = configuration.host == Setting.host.fallback ? "localhost" : configuration.host
    let server = LoopbackAddress.text(
      host, port: configuration.port, isEncrypted: !configuration.tlsCertificate.isEmpty)
    let text = url ?? server + "/mcp"
    do { return try ClientURL(text) } catch {
      switch error {
      case .holdsUser:
        throw IpaiError(
          .usage, "the address must not hold a name or a password", hint: "the key is taken from elsewhere")
      case .notHTTP:
        throw IpaiError(
          .usage, "'\(text.prefix(200))' is not the address of a server", hint: "write http://HOST:PORT/mcp")
      }
    }
  }

  /// The text of a file; empty when there is none.
  static func text(_ path: String) throws -> String {
    guard let bytes = try SmallFile.read(path, maxBytes: maxBytes) else { return "" }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw IpaiError(.configuration, "\(path) is not UTF-8 text")
    }
    return text
  }
}

extension Client: ExpressibleByArgument {}
extension ClientWorkspace: ExpressibleByArgument {}
