/// A field that holds hundreds of words that nobody chose, as a diff does: some of them occur there by chance, far from each
/// other.
///
/// A document that hardly matches elsewhere counts less. On the development splits of curl, git and Open vSwitch 248 of
/// the first ten results of 1,464 queries matched nowhere but in the diff, and none of them was the one looked for; where
/// less than a fifth of the matched words stood elsewhere, 10 of 417 were, against 1 of 14 for the others.
struct IncidentalField: Sendable {
  /// The bits of all fields but this one, a byte a field.
  private let others: UInt64
  /// The share of the score that has to come from other fields for a document to count in full.
  private static let enough: Float = 0.2
  /// The share of the score that is left to a document that matches in no other field.
  private static let least: Float = 0.5

  /// `column` is the number of the field, from 0; nil when there is none.
  init(column: Int?) {
    var others = SIMD8<UInt8>(repeating: .max)
    if let column { others[column] = 0 }
    self.others = unsafeBitCast(others, to: UInt64.self)
  }

  /// True when a term with these frequencies occurs in another field.
  @inline(__always)
  func isElsewhere(_ frequencies: SIMD8<UInt8>) -> Bool { unsafeBitCast(frequencies, to: UInt64.self) & others != 0 }

  /// The share of a score that counts when the terms that occur elsewhere gave `chosen` of it.
  func share(of score: Float, chosen: Float) -> Float {
    min(1, Self.least + (1 - Self.least) * chosen / (Self.enough * score))
  }

  /// The part that counts of the scores of eight documents, each the sum of `incidental` and `chosen`; 0 where that is 0.
  @inline(__always)
  func counted(incidental: SIMD8<Float>, chosen: SIMD8<Float>) -> SIMD8<Float> {
    let score = incidental + chosen
    let share = Self.least + (1 - Self.least) * chosen / (Self.enough * score)
    let counted = score.replacing(with: score * share, where: share .< 1)
    return counted.replacing(with: 0, where: score .== 0)
  }
}
