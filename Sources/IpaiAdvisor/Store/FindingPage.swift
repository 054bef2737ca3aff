/// A part of a list of findings.
package struct FindingPage: Equatable, Sendable {
  package var findings: [StoredFinding]
  /// Where the next page begins; nil after the last one.
  package var next: FindingCursor?
}
