import Foundation

/// What a short text is made of, and how random it looks.
struct ByteProfile {
  /// How many bytes of a text are looked at.
  static let longest = 96

  /// How many of the bytes are of each class.
  private(set) var smallLetters = 0
  private(set) var capitals = 0
  private(set) var digits = 0
  private(set) var signs = 0
  /// The entropy in bits for each byte (Shannon, "A Mathematical Theory of Communication", 1948).
  private(set) var entropy = 0.0
  /// How much likelier the text is if it was drawn at random than if a person wrote it: the logarithm of the ratio, in
  /// tenths of a nat. Above 0, it is likelier to be random.
  private(set) var surprise = 0
  /// How many bytes were looked at.
  let count: Int

  /// Looks at the first `longest` bytes of `range`.
  init(_ text: TextBytes, _ range: Range<Int>) {
    let range = range.prefix(Self.longest)
    count = range.count
    withUnsafeTemporaryAllocation(of: UInt16.self, capacity: 256) { counts in
      counts.initialize(repeating: 0)
      var previous = Class.none
      for index in range {
        let byte = text[index]
        counts[Int(byte)] += 1
        let next = Class(byte)
        add(next)
        surprise += Self.surprise(previous, text[index - 1], next, byte)
        previous = next
      }
      entropy = Self.entropy(counts, count: range.count)
    }
  }

  /// How many of the bytes are letters.
  var letters: Int { smallLetters + capitals }

  /// The entropy of as many bytes that all differ.
  var mostEntropy: Double { log2(Double(max(1, count))) }

  /// The number of classes that occur.
  var classes: Int { [smallLetters, capitals, digits, signs].count { $0 > 0 } }

  /// True when there are small and capital letters.
  var isMixedCase: Bool { smallLetters > 0 && capitals > 0 }

  /// The class of a byte.
  private enum Class {
    case none, smallLetter, capital, digit, sign

    init(_ byte: UInt8) {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): self = .smallLetter
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): self = .capital
      case UInt8(ascii: "0")...UInt8(ascii: "9"): self = .digit
      default: self = .sign
      }
    }
  }

  private mutating func add(_ kind: Class) {
    switch kind {
    case .smallLetter: smallLetters += 1
    case .capital: capitals += 1
    case .digit: digits += 1
    case .sign, .none: signs += 1
    }
  }

  /// What two neighbours add to the surprise.
  ///
  /// The weights come from the words of the sources and logs of git and curl, and from random letters and digits.
  private static func surprise(_ left: Class, _ leftByte: UInt8, _ right: Class, _ rightByte: UInt8) -> Int {
    switch (left, right) {
    case (.none, _), (.sign, .smallLetter), (.sign, .capital), (.sign, .digit): 0
    case (_, .none), (_, .sign): -5
    case (.digit, .digit): -10
    case (.digit, _), (_, .digit): 20
    case (.smallLetter, .capital), (.capital, .smallLetter): LetterPairs.surprise(leftByte, rightByte) + 4
    case (.smallLetter, .smallLetter), (.capital, .capital): LetterPairs.surprise(leftByte, rightByte)
    }
  }

  private static func entropy(_ counts: UnsafeMutableBufferPointer<UInt16>, count: Int) -> Double {
    guard count > 0 else { return 0 }
    var sum = 0.0
    for number in counts where number > 1 { sum += Double(number) * log2(Double(number)) }
    return log2(Double(count)) - sum / Double(count)
  }
}
