import ArgumentParser
import Foundation
import IpaiActions
import IpaiCore

/// Runs a command line and turns what happens into text and an exit status.
package enum CommandLineInterface {
  /// Runs a command line in the world of this process. Returns the exit status.
  package static func runProcess(_ arguments: [String]) -> Int32 {
    let world = World.process()
    // A limit for the size of files (ulimit -f) is an error of writing, and does not end the process without a word.
    signal(SIGXFSZ, SIG_IGN)
    do { try DescriptorLimit.ensure() } catch {
      report(error, arguments, world)
      return error.code.exitStatus
    }
    return run(arguments, in: world)
  }

  /// `arguments` are those after the program's name. Returns the exit status.
  package static func run(_ arguments: [String], in world: World) -> Int32 {
    if arguments.first == CompletionScript.query {
      CompletionAnswer(Array(arguments.dropFirst()), in: world).write()
      return 0
    }
    // ArgumentParser's own scripts complete less.
    if arguments.first == "--generate-completion-script" {
      return run(["completions"] + arguments.dropFirst(), in: world)
    }
    // Scripts ask for the version often, and answering here needs no parsing.
    if arguments == ["--version"] {
      world.standardOutput.write(Version.text + "\n")
      return 0
    }
    do {
      try run(try Ipai.parseAsRoot(arguments), in: world)
      return 0
    } catch let error as IpaiError {
      // A status that says it all, as that of --detailed-exitcode.
      if !error.message.isEmpty { report(error, arguments, world) }
      return exitStatus(error, world)
    } catch {
      return reportParsing(error, arguments, world)
    }
  }

  /// After a signal the status is the one that shells use: 128 plus the number of the signal.
  private static func exitStatus(_ error: IpaiError, _ world: World) -> Int32 {
    guard error.code == .interrupted, let signal = world.interruption() else { return error.code.exitStatus }
    return 128 + signal
  }

  private static func run(_ command: any ParsableCommand, in world: World) throws {
    var command = command
    switch command {
    case let verb as any Verb: try run(verb, in: Invocation(verb, in: world))
    case let verb as any PlainVerb: try verb.run(in: world)
    default: try command.run()
    }
  }

  private static func run(_ verb: any Verb, in invocation: Invocation) throws {
    do { try verb.run(in: invocation) } catch let error as IpaiError { throw invocation.repeatingDatabase(in: error) }
  }

  /// Help and version go to standard output with status 0; a wrong command line is a usage error.
  private static func reportParsing(_ error: any Error, _ arguments: [String], _ world: World) -> Int32 {
    let failure = ParsingFailure(arguments)
    switch Ipai.exitCode(for: error) {
    case .success:
      // ArgumentParser takes '-hot' for '-h' and other flags.
      let asksHelp = arguments.contains("-h") || arguments.contains("--help")
      if let error = failure.error, failure.isAmongCommands || !asksHelp {
        report(error, arguments, world)
        return error.code.exitStatus
      }
      let asksVersion = arguments.contains("--version")
      let text = if asksVersion { Version.text + "\n" } else { failure.command.help(in: world) }
      world.standardOutput.write(text)
      return 0
    case .validationFailure:
      var message = Ipai.message(for: error)
      if message.isEmpty { message = "the command is not complete" }
      let other = IpaiError(.usage, message, hint: failure.command.usage)
      report(failure.error ?? other, arguments, world)
      return ErrorCode.usage.exitStatus
    default:
      report(IpaiError(.internal, "\(error)", hint: "please report this"), arguments, world)
      return ErrorCode.internal.exitStatus
    }
  }

  /// Writes an error to standard error: as text for people, or as one JSON object if JSON was asked for.
  private static func report(_ error: IpaiError, _ arguments: [String], _ world: World) {
    guard !(error.code == .no && error.message.isEmpty) else { return }
    let text = if wantsJSON(arguments) { JSONText.encodeLine(ErrorReport(error)) } else { safe(error.rendered) }
    world.standardError.write(text + "\n")
  }

  /// Makes each line safe for a terminal: an error may quote text from outside.
  private static func safe(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { TerminalText.sanitized($0) }.joined(
      separator: "\n")
  }

  /// Whether JSON was asked for. The words themselves are searched, since they may be what could not be parsed.
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
