import IpaiCommands
import IpaiCore

/// The manual page of a command, in mdoc.
struct ManualPage {
  private let path: [String]
  private let command: CommandDescription

  /// `path` are the words that lead to the command, without `ipai`.
  init(_ path: [String], _ command: CommandDescription) {
    self.path = path
    self.command = command
  }

  /// As git names its pages: `ipai-rag-search`.
  var name: String { Self.name(path) }

  private static func name(_ path: [String]) -> String { (["ipai"] + path).joined(separator: "-") }

  // The date is that of the release and not of the day, so that a page changes when its command does.
  var text: String {
    let head = [
      ".\\\" Made by 'make man' from the help of the command.", ".Dd November 22, 2026", ".Dt \(name.uppercased()) 1",
      ".Os", ".Sh NAME", ".Nm \(name)", ".Nd \(Roff.description(command.abstract ?? ""))",
    ]
    let surroundings = path.isEmpty ? Surroundings.sections : []
    let sections = [synopsis, description, commands, options, surroundings, exitStatus, examples, seeAlso]
    return (head + sections.flatMap(\.self)).joined(separator: "\n") + "\n"
  }
}

extension ManualPage {
  private var synopsis: [String] {
    let words = (["ipai"] + path).joined(separator: " ")
    let named = command.parameters.filter { $0.kind != .positional }.map { ".Op " + Self.usage($0) }
    let positionals = command.positionals.map { parameter in
      if parameter.isOptional { ".Op " + Self.usage(parameter) } else { "." + Self.usage(parameter) }
    }
    var lines = [".Sh SYNOPSIS", ".Nm \"\(words)\""] + named + positionals
    if !command.commands.isEmpty { lines.append(".Ar command") }
    return lines
  }

  private static func usage(_ parameter: CommandDescription.Parameter) -> String {
    let value = "Ar " + Roff.escaped(parameter.valueName ?? "")
    switch parameter.kind {
    case .positional where parameter.isRepeating: return value + " ..."
    case .positional: return value
    case .flag: return flag(parameter.names?.last)
    case .option: return flag(parameter.names?.last) + " " + value
    }
  }

  /// `Fl` puts a dash in front by itself.
  private static func flag(_ name: CommandDescription.Parameter.Name?) -> String {
    "Fl " + (name?.text ?? "").dropFirst()
  }

  /// The paragraphs of the help, up to its examples.
  private var description: [String] {
    let lines = (command.discussion ?? "").split(separator: "\n", omittingEmptySubsequences: false)
    var paragraphs = lines.prefix { $0 != "Examples:" }.split(separator: "").map {
      Roff.prose($0.joined(separator: " "))
    }
    if paragraphs.isEmpty { paragraphs = [Roff.prose(command.abstract ?? "")] }
    return [".Sh DESCRIPTION"] + paragraphs.joined(separator: [".Pp"])
  }

  private var commands: [String] {
    guard !command.commands.isEmpty else { return [] }
    let items = command.commands.flatMap { below in
      [".It Xr \(Self.name(path + [below.commandName])) 1"] + Roff.prose(below.abstract ?? "")
    }
    return [".Sh COMMANDS", ".Bl -tag -width Ds"] + items + [".El"]
  }

  private var options: [String] {
    let items = command.positionals + command.parameters.filter { $0.kind != .positional }
    return [".Sh OPTIONS", ".Bl -tag -width Ds"] + items.flatMap(item) + [".El"]
  }

  private func item(_ parameter: CommandDescription.Parameter) -> [String] {
    let names = (parameter.names ?? []).sorted { $0.text.count < $1.text.count }.map(Self.flag)
    var label = [names.joined(separator: " , ")].filter { !$0.isEmpty }
    if parameter.kind != .flag { label.append("Ar " + Roff.escaped(parameter.valueName ?? "")) }
    let defaultValue = parameter.defaultValue.map { Roff.prose("The default is \($0).") } ?? []
    return [".It " + label.joined(separator: " ")] + Roff.prose(parameter.abstract ?? "") + values(parameter)
      + defaultValue
  }

  /// The values that can be chosen from, unless the text has them.
  private func values(_ parameter: CommandDescription.Parameter) -> [String] {
    let values = parameter.allValues ?? []
    let areNamed = values.allSatisfy { (parameter.abstract ?? "").contains($0) }
    guard !areNamed else { return [] }
    return Roff.prose("One of \(values.joined(separator: ", ")).")
  }

  private var exitStatus: [String] {
    let statuses =
      [(0, "Done.")] + ErrorCode.allCases.map { (Int($0.exitStatus), $0.meaning) } + [
        Self.cannotWrite, Self.terminated,
      ]
    let items = statuses.sorted { $0.0 < $1.0 }.flatMap { [".It \($0.0)"] + Roff.prose($0.1) }
    return [".Sh EXIT STATUS", ".Bl -tag -width Ds -compact"] + items + [".El"]
  }

  private static let cannotWrite = (74, "The answer could not be written.")
  private static let terminated = (143, "SIGTERM interrupted it; what was done is kept.")

  private var examples: [String] {
    let lines = (command.discussion ?? "").split(separator: "\n").filter { $0.hasPrefix("  ") }
    guard !lines.isEmpty else { return [] }
    return [".Sh EXAMPLES", ".Bd -literal -offset indent"] + lines.map { Roff.escaped($0.drop { $0 == " " }) } + [".Ed"]
  }

  /// The commands around it that are not among its own.
  private var seeAlso: [String] {
    let parent = Array(path.dropLast())
    var around = ["ipai"]
    if !parent.isEmpty {
      let above = CommandDescription.root.descendants.first { $0.path == parent }?.command
      around.append(Self.name(parent))
      around += (above?.commands ?? []).map { Self.name(parent + [$0.commandName]) }
    }
    let pages = around.filter { $0 != name }.sorted().map { ($0, 1) } + Surroundings.pages
    let references = pages.map { ".Xr \($0.0) \($0.1)" }
    return [".Sh SEE ALSO"] + references.dropLast().map { $0 + " ," } + references.suffix(1)
  }
}
