import Foundation

/// A client that does what a scenario of the conformance suite wants, with the MCP library's client. It ends with 0 when
/// everything was as it must be, with 1 and a message when it was not, and with 64 when it was called wrongly.
///
///     MCP_CONFORMANCE_SCENARIO=tools_call mcp-client-everything http://localhost:3000/mcp
///
/// It gives up after MCP_CLIENT_SECONDS, or 25.
@main
enum ClientEverything {
  static func main() async {
    let environment = ProcessInfo.processInfo.environment
    // The suite gives a client 30.
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

  /// Without the handlers that libraries leave for `exit`, which may meet threads that still run.
  private static func end(_ status: Int32, _ message: String? = nil) -> Never {
    if let message { FileHandle.standardError.write(Data("mcp-client-everything: \(message)\n".utf8)) }
    _exit(status)
  }
}
