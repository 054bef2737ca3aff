/// How many findings came and went, by what became of them.
package struct ChangeCounts: Codable, Equatable, Sendable {
  package var new = 0
  package var newlyJudged = 0
  package var fixed = 0
  package var unknown = 0
  package var changed = 0
  package var unchanged = 0

  enum CodingKeys: String, CodingKey {
    case new, fixed, unknown, changed, unchanged
    case newlyJudged = "newly_judged"
  }

  /// The counts of no findings.
  package init() {}

  /// How many findings became what is asked for.
  package subscript(change: FindingChange) -> Int {
    get { self[keyPath: Self.path(change)] }
    set { self[keyPath: Self.path(change)] = newValue }
  }

  private static func path(_ change: FindingChange) -> WritableKeyPath<ChangeCounts, Int> {
    switch change {
    case .new: \.new
    case .newlyJudged: \.newlyJudged
    case .fixed: \.fixed
    case .unknown: \.unknown
    case .changed: \.changed
    case .unchanged: \.unchanged
    }
  }
}
