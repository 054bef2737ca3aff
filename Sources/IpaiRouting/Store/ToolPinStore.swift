package import IpaiCore

/// Keeps which tools were approved.
package protocol ToolPinStore: Sendable {
  /// All approvals.
  func all() async throws -> ToolPins

  /// Approves tools as they are.
  func approve(_ definitions: [ToolDefinition], at now: Timestamp) async throws

  /// Forgets the approvals of tools that are gone.
  func forget(_ tools: [String], of server: String) async throws
}
