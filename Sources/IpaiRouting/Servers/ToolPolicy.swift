/// Which tools of a server may be called, and what they do.
package struct ToolPolicy: Sendable, Equatable {
  /// What the tools of a pattern do.
  package struct Effect: Sendable, Equatable {
    /// The names of the tools.
    package var pattern: NamePattern
    /// What they do.
    package var effect: CallEffect
  }

  /// The tools that are offered; empty for all.
  package var allow: [NamePattern] = []
  /// The tools that are not offered, whatever `allow` says.
  package var deny: [NamePattern] = []
  /// What tools do, whatever their annotations say; the first pattern that matches counts.
  package var effects: [Effect] = []
  /// True when only tools that were approved are offered.
  package var needsApproval = false

  /// Why a tool may not be called; nil when it may.
  package func refusal(of tool: String) -> String? {
    if let pattern = deny.first(where: { $0.matches(tool) }) { return "tools.deny has '\(pattern.text)'" }
    if !allow.isEmpty, !allow.contains(where: { $0.matches(tool) }) { return "tools.allow does not have it" }
    return nil
  }

  /// What a tool does. `annotated` is what its annotations say; without either it is taken to write.
  package func effect(of tool: String, annotated: CallEffect?) -> CallEffect {
    effects.first { $0.pattern.matches(tool) }?.effect ?? annotated ?? .write
  }
}
