/// Parses a pattern (ECMA-262, section 22.2.1, in Unicode mode). It follows the usage of most schemas: braces that are not a
/// quantifier stand for themselves, and any punctuation may be preceded by a backslash.
struct PatternParser {
  private var rest: Substring.UnicodeScalarView
  private var depth = 0

  private static let maxDepth = 100

  /// A parser at the start of a pattern.
  init(_ text: String) { rest = Substring(text).unicodeScalars }

  /// Parses the whole pattern.
  ///
  /// - Throws: `Pattern.Fault`.
  mutating func parse() throws(Pattern.Fault) -> PatternNode {
    let node = try choice()
    guard rest.isEmpty else { throw fault("has an unmatched closing parenthesis") }
    return node
  }

  private func fault(_ text: String) -> Pattern.Fault { Pattern.Fault(description: text) }

  private mutating func take(_ text: String) -> Bool {
    guard rest.starts(with: text.unicodeScalars) else { return false }
    rest.removeFirst(text.unicodeScalars.count)
    return true
  }

  private mutating func choice() throws(Pattern.Fault) -> PatternNode {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maxDepth else { throw fault("is nested too deeply") }
    var choices = [try sequence()]
    while take("|") { choices.append(try sequence()) }
    if choices.count == 1 { return choices[0] }
    return .choice(choices)
  }

  private mutating func sequence() throws(Pattern.Fault) -> PatternNode {
    var nodes: [PatternNode] = []
    while let next = rest.first, next != "|", next != ")" { nodes.append(try repetition()) }
    return .sequence(nodes)
  }

  private mutating func repetition() throws(Pattern.Fault) -> PatternNode {
    let (node, isAssertion) = try atom()
    guard let (least, most) = try quantifier() else { return node }
    guard !isAssertion else { throw fault("repeats something that has no length") }
    _ = take("?")
    return .repeated(node, least: least, most: most)
  }

  private mutating func quantifier() throws(Pattern.Fault) -> (least: Int, most: Int?)? {
    if take("*") { return (0, nil) }
    if take("+") { return (1, nil) }
    if take("?") { return (0, 1) }
    let start = rest
    guard take("{"), let least = number() else {
      rest = start
      return nil
    }
    var most: Int? = least
    if take(",") { most = number() }
    guard take("}") else {
      rest = start
      return nil
    }
    guard most.map({ $0 >= least }) != false else {
      throw fault("has a repetition with its numbers in the wrong order")
    }
    return (least, most)
  }

  /// A number in digits. It is cut off where it exceeds what any repetition may have.
  private mutating func number() -> Int? {
    var value: Int?
    while let digit = rest.first, ("0"..."9").contains(digit) {
      value = min((value ?? 0) * 10 + Int(digit.value - 48), PatternProgram.maxSize + 1)
      rest.removeFirst()
    }
    return value
  }

  // MARK: Atoms

  private mutating func atom() throws(Pattern.Fault) -> (PatternNode, isAssertion: Bool) {
    if take("^") { return (.start, true) }
    if take("$") { return (.end, true) }
    if take("\\b") { return (.wordBoundary(isThere: true), true) }
    if take("\\B") { return (.wordBoundary(isThere: false), true) }
    if take("(") { return (try group(), false) }
    if take("[") { return (.one(try set()), false) }
    if take(".") { return (.one(.anyButLineEnds), false) }
    if take("\\") { return (.one(try escape()), false) }
    let next = rest.removeFirst()
    guard next != "*", next != "+", next != "?" else { throw fault("repeats nothing") }
    return (.one(PatternSet(next)), false)
  }

  private mutating func group() throws(Pattern.Fault) -> PatternNode {
    for sign in ["?=", "?!", "?<=", "?<!"] where take(sign) {
      throw fault("looks ahead or back with (\(sign), which is not supported")
    }
    if take("?<") {
      guard let end = rest.firstIndex(of: ">"), end != rest.startIndex else {
        throw fault("has a group without a name")
      }
      rest = rest[rest.index(after: end)...]
    } else if rest.first == "?", !take("?:") {
      throw fault("has a kind of group that is not supported")
    }
    let node = try choice()
    guard take(")") else { throw fault("lacks a closing parenthesis") }
    return node
  }

  // MARK: Sets

  private mutating func set() throws(Pattern.Fault) -> PatternSet {
    let isNegated = take("^")
    var set = PatternSet()
    while !take("]") {
      let first = try member()
      guard rest.first == "-", let second = rest.dropFirst().first, second != "]", let low = first.only else {
        set.add(first)
        continue
      }
      rest.removeFirst()
      let last = try member()
      guard let high = last.only else {
        // Between two members that are not a range, the hyphen stands for itself.
        for each in [first, PatternSet("-"), last] { set.add(each) }
        continue
      }
      guard low <= high else { throw fault("has a range in the wrong order") }
      set.add(low...high)
    }
    if isNegated { return set.negated }
    return set
  }

  private mutating func member() throws(Pattern.Fault) -> PatternSet {
    guard let next = rest.popFirst() else { throw fault("lacks a closing bracket") }
    guard next == "\\" else { return PatternSet(next) }
    if take("b") { return PatternSet("\u{8}") }
    return try escape()
  }

  private mutating func escape() throws(Pattern.Fault) -> PatternSet {
    guard let next = rest.popFirst() else { throw fault("ends with a backslash") }
    switch next {
    case "d": return .digits
    case "D": return PatternSet.digits.negated
    case "w": return .wordCharacters
    case "W": return PatternSet.wordCharacters.negated
    case "s": return .spaces
    case "S": return PatternSet.spaces.negated
    case "t": return PatternSet("\t")
    case "n": return PatternSet("\n")
    case "v": return PatternSet("\u{B}")
    case "f": return PatternSet("\u{C}")
    case "r": return PatternSet("\r")
    case "p", "P": return try property(isNegated: next == "P")
    case "x": return PatternSet(try scalar(hexadecimal(2)))
    case "u": return PatternSet(try unicode())
    case "c":
      guard let letter = rest.popFirst(), letter.isASCII, letter.properties.isAlphabetic else {
        throw fault("has \\c without a letter")
      }
      return PatternSet(try scalar(letter.value % 32))
    case "0" where !(rest.first.map { ("0"..."9").contains($0) } ?? false): return PatternSet("\0")
    case "0"..."9", "k": throw fault("refers back with \\\(next), which is not supported")
    case "a"..."z", "A"..."Z": throw fault("has \\\(next), which means nothing")
    default: return PatternSet(next)
    }
  }

  private mutating func unicode() throws(Pattern.Fault) -> Unicode.Scalar {
    if take("{") {
      guard let end = rest.firstIndex(of: "}"), let value = UInt32(String(rest[..<end]), radix: 16) else {
        throw fault("has \\u{ without a number")
      }
      rest = rest[rest.index(after: end)...]
      return try scalar(value)
    }
    let first = try hexadecimal(4)
    guard (0xD800...0xDBFF).contains(first), take("\\u") else { return try scalar(first) }
    let second = try hexadecimal(4)
    guard (0xDC00...0xDFFF).contains(second) else { throw fault("has half of a character") }
    return try scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
  }

  private mutating func hexadecimal(_ count: Int) throws(Pattern.Fault) -> UInt32 {
    let digits = rest.prefix(count)
    guard digits.count == count, digits.allSatisfy(\.properties.isASCIIHexDigit),
      let value = UInt32(String(digits), radix: 16)
    else { throw fault("has an escape without its \(count) digits") }
    rest.removeFirst(count)
    return value
  }

  private func scalar(_ value: UInt32) throws(Pattern.Fault) -> Unicode.Scalar {
    guard let scalar = Unicode.Scalar(value) else { throw fault("has half of a character, or none") }
    return scalar
  }

  private mutating func property(isNegated: Bool) throws(Pattern.Fault) -> PatternSet {
    guard take("{"), let end = rest.firstIndex(of: "}") else { throw fault("has \\p without a name") }
    let name = String(rest[..<end])
    rest = rest[rest.index(after: end)...]
    guard let property = PatternProperty(name) else {
      throw fault("has the property \\p{\(name)}, which is not supported")
    }
    return PatternSet(property, isNegated: isNegated)
  }
}
