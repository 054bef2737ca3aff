import Foundation
import Testing

/// A key as ipai-json(7) names it.
struct JSONKey {
  let name: String
  let isOptional: Bool

  /// By section, the keys that are documented there.
  static func manual() throws -> [String: [JSONKey]] {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path
    var sections: [String: [JSONKey]] = [:]
    var section = ""
    for line in try String(contentsOfFile: root + "/man/ipai-json.7", encoding: .utf8).split(separator: "\n") {
      if line.hasPrefix(".Ss ") {
        section = String(line.dropFirst(4))
        sections[section] = []
      } else if line.hasPrefix(".It Li ") {
        let words = line.split(separator: " ")
        sections[section]?.append(JSONKey(name: String(words[2]), isOptional: words.last == "optional"))
      }
    }
    return sections
  }

  /// True for the path itself, for one that `*` stands for, and for an array that is empty.
  func matches(_ path: String) -> Bool {
    if name.hasSuffix(".*") { return path.hasPrefix(name.dropLast()) }
    return name == path || path.hasSuffix("[]") && name.hasPrefix(path)
  }

  /// The paths of all values that are no objects and no arrays, and of arrays that are empty.
  static func paths(in json: Any?, _ prefix: String = "") -> Set<String> {
    switch json {
    case let object as [String: Any]:
      let start = prefix.isEmpty ? "" : prefix + "."
      return object.reduce(into: []) { $0.formUnion(paths(in: $1.value, start + $1.key)) }
    case let array as [Any] where !array.isEmpty:
      return array.reduce(into: []) { $0.formUnion(paths(in: $1, prefix + "[]")) }
    case is [Any]: return [prefix + "[]"]
    default: return [prefix]
    }
  }

  /// Checks that each key that the `answers` have is documented in a section, that each that is documented is in one of them
  /// and, unless it is optional, in all of them. `empty` are answers that have no items, and so none of their keys.
  static func check(_ section: String, _ answers: [Set<String>], empty: [Set<String>] = []) throws {
    let documented = try #require(try manual()[section], "\(section) is not in ipai-json(7)")
    let written = (answers + empty).reduce(Set()) { $0.union($1) }
    for path in written.sorted() {
      #expect(documented.contains { $0.matches(path) }, "\(section): \(path) is not in ipai-json(7)")
    }
    // Only a real model finds something by its meaning alone, or cannot be used: MeaningSearchTests, aDamagedModelIsSaid.
    // Only a database without pgvector keeps a model from being used.
    // Only a coordinator that runs has breakers that open.
    // Only scans of an account that has changed, and suppressions that are over: AdvisorStoreContractTests.
    // A severity changes when a project gets another environment: DifferenceStoreContractTests.
    // Only rules about parts of resources name them: FindingDifferenceTests.
    // Only some accounts have an app whose spec is to be changed, or a command that is to be filled in: FixScriptTests.
    let elsewhere = [
      "results[].meaning_only", "meaning_unavailable", "candidates[].retry_seconds", "not_embedded", "suppressed.*",
      "stored.fixed_at", "stored.suppression.*", "stored.expired_suppression.*", "not_assessed[].parts[].sub_key",
      "findings[].before", "findings[].fix[].has_blanks", "findings[].fix[].is_of_subshell",
      "stored.finding.fix[].has_blanks", "stored.finding.fix[].is_of_subshell", "plans[].fix[].has_blanks",
      "plans[].fix[].is_of_subshell",
    ]
    for key in documented where !elsewhere.contains(key.name) {
      #expect(written.contains { key.matches($0) }, "\(section): nothing wrote \(key.name)")
      if key.isOptional { continue }
      #expect(answers.allSatisfy { $0.contains { key.matches($0) } }, "\(section): \(key.name) is optional")
    }
  }
}
