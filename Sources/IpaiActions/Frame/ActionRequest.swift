/// The request of an action. A property that is not given keeps the value that it has in `init()`.
///
/// Properties are coded by their names in snake case (`maxResults` is `max_results`), so that no request declares keys.
package protocol ActionRequest: Codable, Sendable, Equatable {
  /// A request in which nothing is given.
  init()
}
