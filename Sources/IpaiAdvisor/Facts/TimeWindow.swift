/// A span of time, such as the window of the next backup.
package struct TimeWindow: Codable, Equatable, Sendable {
  package var start: FactTime?
  package var end: FactTime?

  enum CodingKeys: String, CodingKey {
    case start, end
  }
}
