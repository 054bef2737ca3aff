/// A part of a list of findings.
package struct FindingPage: Equatable, Sendable {
  /// The findings, in the order of the list.
  package var findings: [StoredFinding]
  /// Where the next page begins; nil after the last one.
  package var next: FindingCursor?
}
