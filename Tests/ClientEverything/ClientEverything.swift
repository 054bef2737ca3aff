import Foundation

/// A client that does what a scenario of the conformance suite wants, with the MCP library's client. Its exit status is 0 when
/// everything was right, 1 when something was wrong, and 64 when it was called with the wrong arguments.
///
///     MCP_CONFORMANCE_SCENARIO=tools_call mcp-client-everything http://localhost:3000/mcp
///
/// It gives up after MCP_CLIENT_SECONDS seconds, or 25.
@main
enum ClientEverything {
  static func main() async {
    let environment = ProcessInfo.processInfo.environment
    // The suite gives a client 30 seconds.
    let seconds = environment["MCP_CLIENT_SECONDS"].flatMap(Int.init) ?? 25
    Task.detached {
      try await Task.sleep(for: .seconds(seconds))
      end(1, "the scenario took longer than \(seconds) seconds")
    }
    do {
      let scenario = try Scenario.named(environment["MCP_CONFORMANCE_SCENARIO"])
      let trial = try Trial(CommandLine.arguments.dropFirst().last, environment, usually: scenario.usualMode)
      try await scenario.run(trial)
      end(0)
    } catch let error as UsageError {
      end(64, error.description)
    } catch {
      end(1, "\(error)")
    }
  }

  /// Ends the process without the handlers that libraries register for `exit`, since other threads may still be running.
  private static func end(_ status: Int32, _ message: String? = nil) -> Never {
    if let message { FileHandle.standardError.write(Data("mcp-client-everything: \(message)\n".utf8)) }
    _exit(status)
  }
}
