import ArgumentParser
import Foundation

/// A command and its parameters, as ArgumentParser describes them. Completions, suggestions and manuals are made from
/// this.
package struct CommandDescription: Decodable, Sendable {
  /// The last word of its name.
  package let commandName: String
  /// What it does, in one sentence.
  package let abstract: String?
  /// Paragraphs and, after "Examples:", command lines.
  package let discussion: String?
  /// False for what people are not shown.
  package let shouldDisplay: Bool
  /// As ArgumentParser has them; `commands` are those to use.
  package let subcommands: [CommandDescription]?
  /// As ArgumentParser has them; `parameters` are those to use.
  package let arguments: [Parameter]?

  /// An option, a flag or a positional argument.
  package struct Parameter: Decodable, Sendable {
    /// How a parameter is given.
    package enum Kind: String, Decodable, Sendable {
      case positional, option, flag
    }

    /// One of the names of an option or flag.
    package struct Name: Decodable, Sendable {
      /// `long`, `short` or `longWithSingleDash`.
      package let kind: String
      /// Without dashes.
      package let name: String

      /// As it is typed: `--format` or `-q`.
      package var text: String { kind == "long" ? "--\(name)" : "-\(name)" }
    }

    /// How it is given.
    package let kind: Kind
    /// nil for a positional argument.
    package let names: [Name]?
    /// What help calls the value.
    package let valueName: String?
    /// All values that can be given, where they can be listed.
    package let allValues: [String]?
    /// The default that ArgumentParser knows, as text.
    package let defaultValue: String?
    /// The help.
    package let abstract: String?
    /// Whether it can be left out.
    package let isOptional: Bool
    /// Whether it can be given more than once.
    package let isRepeating: Bool
    /// False for what people are not shown.
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

  /// The positional arguments that people see, in their order.
  package var positionals: [Parameter] { parameters.filter { $0.kind == .positional } }
  /// The options, flags and positional arguments that people see.
  package var parameters: [Parameter] { (arguments ?? []).filter(\.shouldDisplay) }

  /// The subcommand of this name; nil when there is none.
  func command(named name: String) -> CommandDescription? { commands.first { $0.commandName == name } }

  /// The option or flag that is typed as `text` (`--format`, `-q`).
  func parameter(typed text: some StringProtocol) -> Parameter? {
    parameters.first { ($0.names ?? []).contains { $0.text == text } }
  }

  /// Every command below this one, with the words that lead to it from here; parents come first.
  package var descendants: [(path: [String], command: CommandDescription)] {
    commands.flatMap { command in
      [([command.commandName], command)]
        + command.descendants.map { ([command.commandName] + $0.path, $0.command) }
    }
  }
}
