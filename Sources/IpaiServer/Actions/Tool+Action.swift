import Foundation
package import IpaiActions
import IpaiCore
package import MCP

extension Tool {
  /// The tool that runs an action. If it fails with an ``IpaiError``, the model sees the message and the hint.
  package init(_ action: ActionEntry, in services: Services) {
    self.init(
      action.name.identifier, description: action.summary, inputSchema: ActionSchema.input(of: action),
      outputSchema: ActionSchema.output(of: action), annotations: ToolAnnotations(action.effect)
    ) { arguments, _ in
      do {
        let outcome = try await action.run(arguments.encoded, in: services)
        return .structured(try JSON(parsing: outcome))
      } catch let error as IpaiError {
        throw ToolFailure(error.advice)
      }
    }
  }
}

extension ToolAnnotations {
  /// The annotations of a tool with an effect.
  init(_ effect: Effect) {
    if effect == .read {
      self.init(readOnly: true, destructive: false, openWorld: false)
    } else {
      self.init(readOnly: false, idempotent: effect == .idempotent, openWorld: false)
    }
  }
}
