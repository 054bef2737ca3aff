package import IpaiCore

/// A call of a tool: how long it took and how it ended, never what it was called with.
package struct ToolUsage: Sendable, Equatable {
  /// The name of the tool.
  package var tool: String
  /// The session that it was called in; nil where that is not known.
  package var sessionID: String?
  /// When it was called.
  package var date: Timestamp
  /// How long it took.
  package var milliseconds: Int
  /// What went wrong; nil when it succeeded.
  package var error: String?

  /// A call that succeeded, unless `error` is given.
  package init(tool: String, sessionID: String? = nil, date: Timestamp, milliseconds: Int, error: String? = nil) {
    self.tool = tool
    self.sessionID = sessionID
    self.date = date
    self.milliseconds = milliseconds
    self.error = error
  }
}
