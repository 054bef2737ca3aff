import IpaiCore

/// Reads the text of a range of versions.
enum VersionRangeReader {
  private static let operators = [">=", "<=", ">", "<", "=", "^", "~"]

  /// The parts of a range, where an operator stands at its version: `["^1.2"]`, `[">=1.0", "<2.0"]`.
  static func words(_ text: String) -> [String] {
    var words: [String] = []
    for word in text.split(whereSeparator: \.isWhitespace) {
      if let last = words.last, operators.contains(last) {
        words[words.count - 1] = last + word
      } else {
        words.append(String(word))
      }
    }
    return words
  }

  /// The bounds of all parts. Throws `IpaiError(.usage)`.
  static func bounds(_ words: [String], _ text: String) throws(IpaiError) -> [VersionBound] {
    guard let first = words.first else { throw failure(text, "it is empty") }
    if words.count == 1 && ["*", "x", "X"].contains(first) { return [] }
    var bounds: [VersionBound] = []
    for word in words {
      guard let sign = operators.first(where: word.hasPrefix) else {
        guard words.count == 1 else { throw failure(text, "'\(word.prefix(40))' lacks a sign such as '>='") }
        return try part("", word, text)
      }
      bounds += try part(sign, String(word.dropFirst(sign.count)), text)
    }
    return bounds
  }

  private static func part(_ sign: String, _ word: String, _ text: String) throws(IpaiError) -> [VersionBound] {
    let (version, count) = try partial(word, text)
    switch sign {
    case ">=": return [VersionBound(.greaterOrEqual, version)]
    case "<": return [VersionBound(.less, version)]
    case ">":
      if count == 3 { return [VersionBound(.greater, version)] }
      return [VersionBound(.greaterOrEqual, end(version, count, prerelease: []))]
    case "<=":
      if count == 3 { return [VersionBound(.lessOrEqual, version)] }
      return [VersionBound(.less, end(version, count))]
    case "^": return [VersionBound(.greaterOrEqual, version), VersionBound(.less, caretEnd(version, count))]
    case "~": return [VersionBound(.greaterOrEqual, version), VersionBound(.less, end(version, min(count, 2)))]
    default:
      if count == 3 { return [VersionBound(.equal, version)] }
      return [VersionBound(.greaterOrEqual, version), VersionBound(.less, end(version, count))]
    }
  }

  /// A version of which the last numbers may be missing, or be `x` or `*`, and how many are there.
  private static func partial(_ word: String, _ text: String) throws(IpaiError) -> (SkillVersion, Int) {
    var numbers = word.split(separator: ".", omittingEmptySubsequences: false)
    let isCore = word.utf8.allSatisfy { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "+") }
    if isCore {
      while let last = numbers.last, ["x", "X", "*"].contains(last), numbers.count > 1 { numbers.removeLast() }
    }
    do {
      let version = try SkillVersion(numbers.joined(separator: "."))
      return (version, isCore ? numbers.count : 3)
    } catch {
      throw failure(text, error.message)
    }
  }

  /// The first version after all that share so many numbers with `version`.
  private static func end(_ version: SkillVersion, _ count: Int, prerelease: [String] = lowest) -> SkillVersion {
    switch count {
    case 1: SkillVersion(next(version.major), 0, 0, prerelease: prerelease)
    case 2: SkillVersion(version.major, next(version.minor), 0, prerelease: prerelease)
    default: SkillVersion(version.major, version.minor, next(version.patch), prerelease: prerelease)
    }
  }

  /// The first version after those that are compatible: the leftmost number that is not zero stays.
  private static func caretEnd(_ version: SkillVersion, _ count: Int) -> SkillVersion {
    if version.major > 0 || count == 1 { return end(version, 1) }
    if version.minor > 0 || count == 2 { return end(version, 2) }
    return end(version, 3)
  }

  /// What all pre-releases of a version come after, so that `^1.2` does not reach `2.0.0-rc.1`.
  private static let lowest = ["0"]

  private static func next(_ number: Int) -> Int { number == .max ? number : number + 1 }

  private static func failure(_ text: String, _ reason: String) -> IpaiError {
    IpaiError(
      .usage, "'\(text.prefix(80))' is not a range of versions: \(reason)",
      hint: "write one of: 1.2.3, ^1.2, ~1.2, >=1.0 <2.0, *")
  }
}
