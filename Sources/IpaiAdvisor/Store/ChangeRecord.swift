/// What a scan does to the findings of its account.
struct ChangeRecord {
  /// A finding of an earlier scan that is not fixed, and that this scan does not have.
  struct Missing {
    let id: Int64
    let document: String
    /// Whether the scan before had it.
    let wasThere: Bool
  }

  /// A finding of this scan that the scan before did not have.
  struct Newcomer {
    let id: Int64
    let document: String
  }

  /// The findings that are fixed.
  private(set) var fixed: [Int64] = []
  /// What came and went, in the order of findings; nothing where there is no scan to compare with.
  private(set) var changes: [(finding: Int64, change: FindingChange)] = []

  /// Finds out what became of findings. `earlier` is the scan before, and nil for the first one.
  init(_ missing: [Missing], _ newcomers: [Newcomer], in coverage: ScanCoverage, after earlier: ScanCoverage?) {
    for row in missing {
      // What this program cannot read, a newer one wrote; it stays as it is.
      guard let finding = Self.identity(row.document) else { continue }
      let change = FindingChange.disappearance(of: finding, in: coverage)
      if change == .fixed { fixed.append(row.id) }
      if change == .fixed || row.wasThere { changes.append((row.id, change)) }
    }
    guard let earlier else {
      changes = []
      return
    }
    for row in newcomers {
      guard let finding = Self.identity(row.document) else { continue }
      changes.append((row.id, FindingChange.appearance(of: finding, after: earlier)))
    }
    changes.sort { $0.finding < $1.finding }
  }

  private static func identity(_ document: String) -> FindingIdentity? { try? StoredJSON.value(document) }
}
