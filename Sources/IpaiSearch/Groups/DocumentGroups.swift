/// Which documents are parts of the same whole.
package struct DocumentGroups: Sendable {
  /// By document: its whole, counted from 0; -1 for a number without a document.
  let wholes: [Int32]
  /// How many wholes there are.
  let count: Int
  /// By document: true when it is found by itself.
  let areAlone: [Bool]

  /// `parts` are by ascending document; `whole` is any number that the parts of a whole share.
  init(_ parts: [(document: Int, whole: Int64, isAlone: Bool)]) {
    let size = (parts.last?.document ?? -1) + 1
    var wholes = [Int32](repeating: -1, count: size)
    var areAlone = [Bool](repeating: false, count: size)
    var last: Int64?
    var whole: Int32 = -1
    for part in parts {
      if part.whole != last { whole += 1 }
      last = part.whole
      wholes[part.document] = whole
      areAlone[part.document] = part.isAlone
    }
    self.wholes = wholes
    self.areAlone = areAlone
    count = Int(whole) + 1
  }

  /// The whole of a document; nil when it has been added since.
  func whole(of document: Int) -> Int? {
    guard document < wholes.count, wholes[document] >= 0 else { return nil }
    return Int(wholes[document])
  }
}
