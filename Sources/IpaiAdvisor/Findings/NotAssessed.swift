/// A rule that could not be judged, for an account or for some resources of it.
package struct NotAssessed: Codable, Equatable, Sendable {
  package var rule: String
  /// Why.
  package var reason: String
  /// How many resources it is about; nil where the whole rule could not be judged.
  package var resources: Int?
}
