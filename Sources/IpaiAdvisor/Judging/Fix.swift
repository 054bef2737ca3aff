/// What to run in a shell to follow an advice. It is printed, and never run.
package struct Fix: Equatable, Sendable {
  /// What a line does beside what it is for.
  package enum Effect: String, Codable, CaseIterable, Sendable {
    /// It cannot be undone.
    case irreversible
    /// Something stops while it runs.
    case needsDowntime = "needs_downtime"
  }

  /// A line of it.
  package enum Line: Equatable, Sendable {
    /// A command with what it does beside what it is for.
    case run(ShellText, Effect? = nil)
    /// A line of a subshell, which is run wholly, as often as it comes, or not at all.
    case subshell(ShellText)
    /// Something that a person has to do or to know.
    case note(String)

    /// The same line, where it is a command, with something in it that the reader has to fill in.
    var withBlanks: Line {
      guard case .run(let command, let effect) = self else { return self }
      return .run(command.withBlanks, effect)
    }
  }

  /// The lines in their order.
  package let lines: [Line]

  /// A fix with its lines.
  package init(_ lines: [Line]) { self.lines = lines }
}
