import Foundation
package import IpaiActions
import IpaiCore
package import MCP

extension Tool {
  /// The tool that an action is. A failure that the caller can act on is a result that the model sees, with its hint.
  package init(_ action: ActionEntry, in services: Services) {
    self.init(
      action.name.identifier, description: action.summary, inputSchema: ActionSchema.input(of: action),
      outputSchema: ActionSchema.output(of: action), annotations: ToolAnnotations(action.effect)
    ) { arguments, _ in
      do {
        let outcome = try await action.run(arguments.encoded, in: services)
        return .structured(try JSON(parsing: outcome))
      } catch let error as IpaiError {
        throw ToolFailure(([error.message] + error.causes + [error.hint].compactMap { $0 }).joined(separator: "\n"))
      }
    }
  }
}

extension ToolAnnotations {
  init(_ effect: Effect) {
    self.init(
      readOnly: effect == .read, destructive: effect == .read ? false : nil,
      idempotent: effect == .read ? nil : effect == .idempotent, openWorld: false)
  }
}
