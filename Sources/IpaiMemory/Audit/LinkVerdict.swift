/// What git says of a link.
package struct LinkVerdict: Sendable, Equatable {
  /// Whether it still holds.
  package var state: LinkState
  /// The citation as it would be written now, where that is another one; nil otherwise.
  package var now: String?
  /// Why it is not simply valid, in a few words; nil where it is.
  package var reason: String?
  /// True for what the repository never had: the link may be about another one.
  package var isForeign = false

  /// A verdict with its reason.
  package init(_ state: LinkState, now: String? = nil, _ reason: String? = nil) {
    self.state = state
    self.now = now
    self.reason = reason
  }

  /// The verdict on what the repository never had.
  static func never(_ reason: String) -> LinkVerdict {
    var verdict = LinkVerdict(.gone, reason)
    verdict.isForeign = true
    return verdict
  }

  /// The verdict on what there is no repository to ask about.
  package static let noRepository = LinkVerdict(.unchecked, "there is no repository here to ask")
}
