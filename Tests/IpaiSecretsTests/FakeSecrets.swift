import TestSupport

/// Makes secrets that never opened anything; none stands in this folder as a whole, so that no scanner of sources finds it.
struct FakeSecrets {
  static let digits = "0123456789"
  static let hexadecimal = "0123456789abcdef"
  static let capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
  static let small = "abcdefghijklmnopqrstuvwxyz0123456789"
  static let alphanumeric = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
  static let base64 = alphanumeric + "+/"
  static let base64URL = alphanumeric + "-_"

  private var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  /// `count` characters of `alphabet`, the first and the last of them no signs.
  mutating func random(_ alphabet: String, _ count: Int) -> String {
    let all = Array(alphabet)
    let words = all.filter { $0.isLetter || $0.isNumber }
    return String(
      (0..<count).map { index in
        let isEnd = index == 0 || index == count - 1
        return (isEnd ? words : all).randomElement(using: &generator) ?? "x"
      })
  }

  /// A UUID in small letters.
  mutating func uuid() -> String {
    [8, 4, 4, 4, 12].map { random(Self.hexadecimal, $0) }.joined(separator: "-")
  }

  /// A private key in PEM, cut after `lines` of its lines if that is not nil.
  mutating func privateKey(_ kind: String = "RSA PRIVATE KEY", lines: Int? = nil, end: String = "\n") -> String {
    let dashes = String(repeating: "-", count: 5)
    let body =
      (0..<(lines ?? 6)).map { _ in random(Self.base64, 64) } + (lines == nil ? [random(Self.base64, 30) + "=="] : [])
    let first = dashes + "BEGIN " + kind + dashes
    return ([first] + body + (lines == nil ? [dashes + "END " + kind + dashes] : [])).joined(separator: end)
  }
}
