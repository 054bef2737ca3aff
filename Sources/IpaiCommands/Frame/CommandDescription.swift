import ArgumentParser
import Foundation

/// A command with what it takes, as ArgumentParser describes it: what completions, suggestions and manuals are made of.
package struct CommandDescription: Decodable, Sendable {
  package let commandName: String
  package let abstract: String?
  package let discussion: String?
  package let shouldDisplay: Bool
  package let subcommands: [CommandDescription]?
  package let arguments: [Parameter]?

  /// An option, a flag or a positional argument.
  package struct Parameter: Decodable, Sendable {
    package enum Kind: String, Decodable, Sendable {
      case positional, option, flag
    }

    package struct Name: Decodable, Sendable {
      package let kind: String
      package let name: String

      /// As it is typed: `--format` or `-q`.
      package var text: String { kind == "long" ? "--\(name)" : "-\(name)" }
    }

    package let kind: Kind
    package let names: [Name]?
    package let valueName: String?
    package let allValues: [String]?
    package let defaultValue: String?
    package let abstract: String?
    package let isOptional: Bool
    package let isRepeating: Bool
    package let shouldDisplay: Bool
  }

  /// The whole tree.
  package static let root: CommandDescription = {
    let tree = try? JSONDecoder().decode(Tree.self, from: Data(Ipai._dumpHelp().utf8))
    return tree?.command ?? CommandDescription(name: "ipai")
  }()

  private struct Tree: Decodable {
    let command: CommandDescription
  }

  private init(name: String) {
    commandName = name
    abstract = nil
    discussion = nil
    shouldDisplay = true
    subcommands = nil
    arguments = nil
  }
}

extension CommandDescription {
  /// The subcommands that people see. ArgumentParser adds a `help` of its own after ours, which is left out.
  package var commands: [CommandDescription] {
    var names: Set<String> = []
    return (subcommands ?? []).filter { $0.shouldDisplay && names.insert($0.commandName).inserted }
  }

  package var positionals: [Parameter] { parameters.filter { $0.kind == .positional } }
  package var parameters: [Parameter] { (arguments ?? []).filter(\.shouldDisplay) }

  func command(named name: String) -> CommandDescription? { commands.first { $0.commandName == name } }

  /// The option or flag that is typed as `text` (`--format`, `-q`).
  func parameter(typed text: some StringProtocol) -> Parameter? {
    parameters.first { ($0.names ?? []).contains { $0.text == text } }
  }

  /// Every command below this one with the words that lead to it from here, parents first.
  package var descendants: [(path: [String], command: CommandDescription)] {
    commands.flatMap { command in
      [([command.commandName], command)]
        + command.descendants.map { ([command.commandName] + $0.path, $0.command) }
    }
  }
}
