import Foundation
package import IpaiCore

/// A tool as it was approved.
package struct ToolPin: Sendable, Equatable {
  /// What was approved.
  package let definition: ToolDefinition
  /// When.
  package let approved: Timestamp

  /// An approval.
  package init(_ definition: ToolDefinition, approved: Timestamp) {
    self.definition = definition
    self.approved = approved
  }

  /// The lines that differ between what was approved and what the server says now; empty when nothing does.
  package func difference(to now: ToolDefinition) -> String {
    if now.text == definition.text { return "" }
    return UnifiedDiff.text(
      Data((definition.text + "\n").utf8), Data((now.text + "\n").utf8), oldName: "approved", newName: "now")
  }
}
