import MCP
import Synchronization

extension Scenario {
  /// Answers tools that ask before they are done, and calls another one between two rounds (SEP-2322).
  static let requestState = Scenario("sep-2322-client-request-state", .stateless) { trial in
    let questions = Mutex(0)
    let current = Mutex<Client?>(nil)
    try await trial.withClient {
      $0.elicit = { _ in
        let isFirst = questions.withLock { count in
          count += 1
          return count == 1
        }
        if isFirst, let client = current.withLock({ $0 }) { try await trial.call(client, "test_mrtr_unrelated") }
        return ElicitationAnswer(.accept, content: ["confirmed": true])
      }
    } _: { client in
      current.withLock { $0 = client }
      defer { current.withLock { $0 = nil } }
      let tools = [("test_mrtr_echo_state", 1), ("test_mrtr_no_state", 2), ("test_mrtr_no_result_type", 2)]
      _ = try await trial.tools(client, with: tools.map(\.0) + ["test_mrtr_unrelated"])
      for (tool, asked) in tools {
        try await trial.call(client, tool)
        let count = questions.withLock { $0 }
        try trial.require(count == asked, "after '\(tool)' there were \(count) questions and should have been \(asked)")
      }
    }
  }
}
