/// Which documents are parts of the same whole.
package struct DocumentGroups: Sendable {
  /// A document as a part of a whole.
  package struct Part: Sendable {
    /// Its number.
    var document: Int
    /// Any number that the parts of a whole share.
    var whole: Int64
    /// True when it is found by itself, whatever whole it is a part of.
    var isAlone: Bool
    /// True when its name says what it is about.
    var isTitled: Bool

    /// `document` is its number, `whole` any number that the parts of a whole share.
    package init(document: Int, whole: Int64, isAlone: Bool, isTitled: Bool) {
      self.document = document
      self.whole = whole
      self.isAlone = isAlone
      self.isTitled = isTitled
    }
  }

  /// By document: its whole, counted from 0; -1 for a number without a document.
  let wholes: [Int32]
  /// How many wholes there are.
  let count: Int
  /// By document: true when it is found by itself.
  let areAlone: [Bool]
  /// By document: true when its names are titles, which say what it is about.
  let areTitled: [Bool]

  /// `parts` are by ascending document.
  init(_ parts: [Part]) {
    let size = (parts.last?.document ?? -1) + 1
    var wholes = [Int32](repeating: -1, count: size)
    var areAlone = [Bool](repeating: false, count: size)
    var areTitled = areAlone
    var last: Int64?
    var whole: Int32 = -1
    for part in parts {
      if part.whole != last { whole += 1 }
      last = part.whole
      wholes[part.document] = whole
      areAlone[part.document] = part.isAlone
      areTitled[part.document] = part.isTitled
    }
    self.wholes = wholes
    self.areAlone = areAlone
    self.areTitled = areTitled
    count = Int(whole) + 1
  }

  /// The documents of the same whole, which follow each other. `document` has a whole.
  func parts(around document: Int) -> Range<Int> {
    var first = document
    var end = document + 1
    while first > 0, wholes[first - 1] == wholes[document] { first -= 1 }
    while end < wholes.count, wholes[end] == wholes[document] { end += 1 }
    return first..<end
  }

  /// The whole of a document; nil when it has been added since.
  func whole(of document: Int) -> Int? {
    guard document < wholes.count, wholes[document] >= 0 else { return nil }
    return Int(wholes[document])
  }
}
