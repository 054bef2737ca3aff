/// One match. It follows all places of a program to which the text so far can lead, side by side.
struct PatternMatch {
  private let instructions: [PatternProgram.Instruction]
  private let isAnchored: Bool
  /// The places that wait for the next character.
  private var waiting: [Int] = []
  /// For each place, the position in the text at which it was last reached.
  private var reached: [Int]
  private var position = 0
  private var stack: [Int] = []
  private var isAccepted = false

  /// A match that has not begun.
  init(_ program: PatternProgram) {
    instructions = program.instructions
    isAnchored = program.isAnchored
    reached = Array(repeating: -1, count: program.instructions.count)
  }

  /// Whether the text has a match anywhere.
  ///
  /// - Throws: `Pattern.Exhausted` when that takes more steps than are left.
  mutating func run(_ text: String.UnicodeScalarView, steps: inout Int) throws(Pattern.Exhausted) -> Bool {
    var before: Unicode.Scalar?
    var characters = text.makeIterator()
    var next = characters.next()
    // Preparing the program for a text is work too.
    steps -= instructions.count / 8
    while true {
      if position == 0 || !isAnchored { try follow(0, before, next, &steps) }
      if isAccepted { return true }
      guard let character = next, !(isAnchored && waiting.isEmpty) else { return false }
      before = character
      next = characters.next()
      position += 1
      let places = waiting
      waiting.removeAll(keepingCapacity: true)
      for place in places {
        guard case .one(let set) = instructions[place] else { continue }
        steps -= set.cost
        if set.contains(character) { try follow(place + 1, before, next, &steps) }
      }
    }
  }

  /// Goes to a place, and on to wherever it leads without consuming a character.
  private mutating func follow(
    _ place: Int, _ before: Unicode.Scalar?, _ next: Unicode.Scalar?, _ steps: inout Int
  ) throws(Pattern.Exhausted) {
    stack.append(place)
    while let place = stack.popLast() {
      steps -= 1
      guard steps >= 0 else { throw Pattern.Exhausted() }
      guard reached[place] < position else { continue }
      reached[place] = position
      switch instructions[place] {
      case .one: waiting.append(place)
      case .start: if before == nil { stack.append(place + 1) }
      case .end: if next == nil { stack.append(place + 1) }
      case .wordBoundary(let isThere):
        if (Self.isWord(before) != Self.isWord(next)) == isThere { stack.append(place + 1) }
      case .fork(let one, let other): stack += [one, other]
      case .jump(let target): stack.append(target)
      case .accept: isAccepted = true
      }
    }
  }

  private static func isWord(_ scalar: Unicode.Scalar?) -> Bool {
    scalar.map(PatternSet.wordCharacters.contains) ?? false
  }
}
