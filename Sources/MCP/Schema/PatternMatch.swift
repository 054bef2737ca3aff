/// One match: all places of a program that the text so far leads to, followed side by side.
struct PatternMatch {
  private let instructions: [PatternProgram.Instruction]
  private let isAnchored: Bool
  /// The places that wait for the next character, and where each was reached last.
  private var waiting: [Int] = []
  private var reached: [Int]
  private var position = 0
  private var stack: [Int] = []
  private var isAccepted = false

  init(_ program: PatternProgram) {
    (instructions, isAnchored) = (program.instructions, program.isAnchored)
    reached = Array(repeating: -1, count: program.instructions.count)
  }

  /// Whether the text has a match anywhere.
  ///
  /// - Throws: `Pattern.Exhausted` when that takes more steps.
  mutating func run(_ text: String.UnicodeScalarView, steps: inout Int) throws(Pattern.Exhausted) -> Bool {
    var before: Unicode.Scalar?
    var characters = text.makeIterator()
    var next = characters.next()
    // A program is made ready for each text.
    steps -= instructions.count / 8
    while true {
      if position == 0 || !isAnchored { try follow(0, before, next, &steps) }
      if isAccepted { return true }
      guard let character = next, !(isAnchored && waiting.isEmpty) else { return false }
      (before, next) = (character, characters.next())
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

  /// Goes to a place and wherever that leads without a character.
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
