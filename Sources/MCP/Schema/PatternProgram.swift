/// A pattern as instructions for ``PatternMatch``.
struct PatternProgram: Sendable {
  /// One step of a program.
  enum Instruction: Sendable {
    /// The next character has to be one of a set.
    case one(PatternSet)
    /// The text has to start or end here.
    case start, end
    /// There has to be a word boundary here, or none.
    case wordBoundary(isThere: Bool)
    /// Continues at both places.
    case fork(Int, Int)
    /// Continues at another place.
    case jump(Int)
    /// The pattern has matched.
    case accept
  }

  /// The steps, in order.
  private(set) var instructions: [Instruction] = []
  private var size = 0

  /// The largest number of instructions. Repetitions with numbers are written out, and nested repetitions multiply.
  static let maxSize = 10_000

  /// Compiles a parsed pattern.
  ///
  /// - Throws: `Pattern.Fault` when it is too large.
  init(_ node: PatternNode) throws(Pattern.Fault) {
    try add(node)
    instructions.append(.accept)
  }

  /// Whether a match can only begin where the text does.
  var isAnchored: Bool { if case .start? = instructions.first { true } else { false } }

  private mutating func count() throws(Pattern.Fault) {
    size += 1
    guard size <= Self.maxSize else {
      throw Pattern.Fault(description: "is too large once its repetitions are written out")
    }
  }

  private mutating func append(_ instruction: Instruction) throws(Pattern.Fault) {
    try count()
    instructions.append(instruction)
  }

  private mutating func add(_ node: PatternNode) throws(Pattern.Fault) {
    switch node {
    case .one(let set): try append(.one(set))
    case .start: try append(.start)
    case .end: try append(.end)
    case .wordBoundary(let isThere): try append(.wordBoundary(isThere: isThere))
    case .sequence(let nodes): for node in nodes { try add(node) }
    case .choice(let nodes): try addChoice(nodes)
    case .repeated(let node, let least, let most): try addRepeated(node, least, most)
    }
  }

  private mutating func addChoice(_ nodes: [PatternNode]) throws(Pattern.Fault) {
    var ends: [Int] = []
    for node in nodes.dropLast() {
      let fork = instructions.count
      try append(.jump(0))
      try add(node)
      ends.append(instructions.count)
      try append(.jump(0))
      instructions[fork] = .fork(fork + 1, instructions.count)
    }
    if let last = nodes.last { try add(last) }
    for end in ends { instructions[end] = .jump(instructions.count) }
  }

  private mutating func addRepeated(_ node: PatternNode, _ least: Int, _ most: Int?) throws(Pattern.Fault) {
    for _ in 0..<least {
      try count()
      try add(node)
    }
    guard let most else {
      let fork = instructions.count
      try append(.jump(0))
      try add(node)
      try append(.jump(fork))
      instructions[fork] = .fork(fork + 1, instructions.count)
      return
    }
    var forks: [Int] = []
    for _ in least..<most {
      forks.append(instructions.count)
      try append(.jump(0))
      try add(node)
    }
    for fork in forks { instructions[fork] = .fork(fork + 1, instructions.count) }
  }
}
