import Foundation
import IpaiAccess
package import IpaiActions
import IpaiCore
package import MCP

/// A tool as models see it: an action with the fields that a model has a use for, described for a model.
package struct CuratedTool: Sendable {
  /// What the tool is called.
  package let name: String
  /// What it does and when to use it.
  let description: String
  /// The action that does the work.
  package let action: ActionEntry
  /// The keys of the action's fields that the tool takes.
  package let keys: [String]
  /// Whether the work may take long, so that it goes on as a task where the client can follow one.
  var isTask = false
  /// The member of the outcome that is its text for a model already; nil where the whole outcome is put into words.
  var text: String?

  /// The tool with the services that its action works in. `onUse` is called whenever it is used.
  package func tool(
    in services: Services, _ metrics: ServerMetrics = ServerMetrics(), onUse: @escaping @Sendable () -> Void = {}
  ) -> Tool {
    Tool(
      name, description: description, inputSchema: ActionSchema.input(of: action, keys: keys),
      outputSchema: ActionSchema.output(of: action), annotations: ToolAnnotations(action.effect)
    ) { arguments, context in
      onUse()
      let start = ContinuousClock.now
      var failed = true
      defer {
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        metrics.noteTool(name, caller: context.principal, failed: failed, seconds: seconds)
      }
      do {
        if isTask { try await context.becomeTask() }
        let result = try await services.carry(action.lane) { try await run(arguments, context, services) }
        failed = false
        return result
      } catch let error as IpaiError {
        throw ToolFailure(error.advice)
      }
    }
  }

  private func run(_ arguments: JSON, _ context: RequestContext, _ services: Services) async throws -> ToolResult {
    let progress = ToolProgress(context)
    let outcome: Data
    do {
      outcome = try await action.run(arguments.encoded, in: services.reporting(to: progress.report))
    } catch {
      await progress.finish()
      throw error
    }
    await progress.finish()
    let json = try JSON(parsing: outcome)
    let words = text.flatMap { json[$0]?.string } ?? DataFence.text(json)
    return ToolResult([.text(words)], structured: json)
  }
}
