/// How a tool has been used.
package struct ToolStatistics: Codable, Sendable, Equatable {
  /// The name of the tool.
  package var tool: String
  /// How often it was called.
  package var calls: Int
  /// How many of the calls failed.
  package var failures: Int
  /// How long a call took on average.
  package var meanMilliseconds: Double

  /// How a tool has been used.
  package init(tool: String, calls: Int, failures: Int, meanMilliseconds: Double) {
    self.tool = tool
    self.calls = calls
    self.failures = failures
    self.meanMilliseconds = meanMilliseconds
  }

  enum CodingKeys: String, CodingKey {
    case tool, calls, failures
    case meanMilliseconds = "mean_milliseconds"
  }
}
