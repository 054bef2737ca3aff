import MCP
import Synchronization

extension Scenario {
  /// Accepts a form with its defaults filled in (SEP-1034).
  static let elicitationDefaults = Scenario("elicitation-sep1034-client-defaults", .handshake) { trial in
    let forms = Mutex(0)
    try await trial.withClient {
      $0.elicit = { request in
        forms.withLock { $0 += 1 }
        return ElicitationAnswer(.accept, content: request.defaults)
      }
    } _: { client in
      _ = try await trial.tools(client, with: ["test_client_elicitation_defaults"])
      try await trial.call(client, "test_client_elicitation_defaults")
      try trial.require(forms.withLock { $0 } == 1, "the tool should have asked once")
    }
  }
}
