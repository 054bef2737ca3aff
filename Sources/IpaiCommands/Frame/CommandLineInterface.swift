import ArgumentParser
import Foundation
import IpaiCore

/// Runs a command line and turns what happens into text and an exit status.
package enum CommandLineInterface {
  /// Runs a command line in the world of this process. Returns the exit status.
  package static func runProcess(_ arguments: [String]) -> Int32 {
    let world = World.process()
    do { try DescriptorLimit.ensure() } catch {
      report(error, arguments, world)
      return error.code.exitStatus
    }
    return run(arguments, in: world)
  }

  /// `arguments` are those after the program's name. Returns the exit status.
  package static func run(_ arguments: [String], in world: World) -> Int32 {
    do {
      var command = try Ipai.parseAsRoot(arguments)
      guard let verb = command as? any Verb else {
        try command.run()
        return 0
      }
      let session = try Session(verb.common, verb.settings, in: world)
      try verb.run(in: session)
      return 0
    } catch let error as IpaiError {
      report(error, arguments, world)
      return exitStatus(error, world)
    } catch {
      return reportParsing(error, arguments, world)
    }
  }

  /// What stopped at a signal says so as shells do: 128 and the signal's number.
  private static func exitStatus(_ error: IpaiError, _ world: World) -> Int32 {
    guard error.code == .interrupted, let signal = world.interruption() else { return error.code.exitStatus }
    return 128 + signal
  }

  /// Help and version go to standard output with status 0; a wrong command line is a usage error.
  private static func reportParsing(_ error: any Error, _ arguments: [String], _ world: World) -> Int32 {
    let text = Ipai.fullMessage(for: error)
    guard Ipai.exitCode(for: error) != .success else {
      if !text.isEmpty { world.standardOutput.write(text + "\n") }
      return 0
    }
    let isParsing = Ipai.exitCode(for: error) == .validationFailure
    let lines = text.split(separator: "\n", omittingEmptySubsequences: true).map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    let message = Ipai.message(for: error)
    let usage = lines.first { $0.hasPrefix("Usage: ") }
    let failure =
      isParsing
      ? IpaiError(.usage, message.isEmpty ? "the command is not complete" : message, hint: usage)
      : IpaiError(.internal, "\(error)", hint: "please report this")
    report(failure, arguments, world)
    return failure.code.exitStatus
  }

  /// Says an error once: for people, or as one JSON object where JSON was asked for.
  private static func report(_ error: IpaiError, _ arguments: [String], _ world: World) {
    guard !(error.code == .no && error.message.isEmpty) else { return }
    let text = wantsJSON(arguments) ? JSONText.encodeLine(ErrorReport(error)) : safe(error.rendered)
    world.standardError.write(text + "\n")
  }

  /// Line by line: an error may quote what came from outside.
  private static func safe(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { TerminalText.sanitized($0) }.joined(
      separator: "\n")
  }

  /// Looked up in the words themselves, since they may be what could not be parsed.
  private static func wantsJSON(_ arguments: [String]) -> Bool {
    let words = arguments.prefix { $0 != "--" }
    let values = zip(words, words.dropFirst()).filter { $0.0 == "--format" }.map(\.1)
    return (values + words.filter { $0.hasPrefix("--format=") }.map { String($0.dropFirst(9)) })
      .contains { $0 == "json" || $0 == "jsonl" }
  }
}

/// An error as one JSON object.
private struct ErrorReport: Encodable {
  struct Content: Encodable {
    let code: String
    let message: String
    let hint: String?
    let causes: [String]
  }

  let error: Content

  init(_ error: IpaiError) {
    self.error = Content(code: error.code.rawValue, message: error.message, hint: error.hint, causes: error.causes)
  }
}
