import Foundation

/// The commands and flags of doctl, from its source at 168188d3 (2026-08-06), `commands/*.go` and `args.go`.
struct DoctlTable: Sendable {
  private struct Command: Decodable {
    struct Flag: Decodable {
      let required: Bool
      let type: String
    }

    let flags: [String: Flag]
  }

  private static let loaded = Result { try DoctlTable() }
  /// The table. Throws when its file cannot be read.
  static var shared: DoctlTable { get throws { try loaded.get() } }
  private let commands: [String: Command]

  /// Flags that every command has.
  private static let global: Set<String> = [
    "access-token", "api-url", "config", "context", "http-retry-max", "interactive", "output", "trace", "verbose",
    "format", "no-header", "help",
  ]
  /// Lines of fixes that are no commands of doctl or the like.
  static let ofTheShell: Set<String> = [
    "( set -eu", "folder=$(umask 077 && mktemp -d)", #"trap 'rm -rf "$folder"' EXIT"#, "trap 'exit 1' HUP INT TERM",
    #"eval "${EDITOR:-vi}" '"$folder/app.yaml"'"#, ")",
  ]
  private static let globalSwitches: Set<String> = ["interactive", "trace", "verbose", "no-header", "help"]

  init() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Goldens/doctl-commands.json")
    commands = try JSONDecoder().decode([String: Command].self, from: Data(contentsOf: file))
  }

  /// Why doctl or kubectl would refuse a line; nil for one that it takes, and for commands of other programs.
  func problem(of line: String) -> String? {
    guard let all = Self.words(line) else { return "a quote is not closed" }
    let words = all.prefix { $0 != ">" }
    switch words.first {
    case "doctl": return problem(ofWords: words.dropFirst())
    case "kubectl":
      let flags = Self.given(words.dropFirst()) { $0 == "overwrite" }
      return flags.first { !["namespace", "n", "overwrite"].contains($0) }.map { "kubectl has no flag \($0)" }
    case "curl": return nil
    default: return "it is no command of doctl"
    }
  }

  private func problem(ofWords words: ArraySlice<String>) -> String? {
    let path = words.prefix { !$0.hasPrefix("-") }
    let name = (1...max(1, path.count)).reversed().map { path.prefix($0).joined(separator: " ") }
      .first { commands[$0] != nil }
    guard let name, let command = commands[name] else { return "doctl has no such command" }
    let given = Self.given(words) { command.flags[$0].map { $0.type == "Bool" } ?? Self.globalSwitches.contains($0) }
    for flag in given.sorted() where command.flags[flag] == nil && !Self.global.contains(flag) {
      return "\(name) has no flag --\(flag)"
    }
    if given.contains("help") { return "it asks for help" }
    for (flag, facts) in command.flags.sorted(by: { $0.key < $1.key }) where facts.required && !given.contains(flag) {
      return "\(name) needs --\(flag)"
    }
    return nil
  }

  /// The flags of a command as pflag, which doctl and kubectl use, takes them: those that are no switches take the next word, whatever it
  /// is, and behind `--` nothing is a flag.
  private static func given(_ words: ArraySlice<String>, isSwitch: (String) -> Bool) -> Set<String> {
    var given: Set<String> = []
    var isValue = false
    for word in words {
      if isValue {
        isValue = false
      } else if word == "--" {
        break
      } else if word.hasPrefix("-"), word != "-" {
        let flag = String(word.drop { $0 == "-" }.prefix { $0 != "=" })
        given.insert(flag)
        isValue = !word.contains("=") && !isSwitch(flag)
      }
    }
    return given
  }

  /// The words of a line as a POSIX shell splits it; nil for a quote that is not closed.
  static func words(_ line: String) -> [String]? {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var isEscaped = false
    for character in line {
      if isEscaped {
        word = (word ?? "") + String(character)
        isEscaped = false
      } else if character == "\\", quote != "'" {
        isEscaped = true
      } else if let open = quote {
        if character == open { quote = nil } else { word = (word ?? "") + String(character) }
      } else if character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if character == " " {
        if let finished = word { words.append(finished) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if let finished = word { words.append(finished) }
    return quote == nil && !isEscaped ? words : nil
  }
}
