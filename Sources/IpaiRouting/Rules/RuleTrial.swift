import Foundation

/// What came of trying a rule on a request.
package struct RuleTrial: Codable, Sendable, Equatable {
  /// What the rule is called.
  package var rule: String
  /// Where it stands; nil for a rule that is built in.
  package var place: String?
  /// Whether the request is as the rule asks.
  package var matched: Bool
  /// Whether it is the rule that decided: the first that matched.
  package var decided: Bool
  /// Why it matched or did not, in sentences, with matched text between « and ».
  package var why: [String]

  enum CodingKeys: String, CodingKey {
    case rule, place, matched, decided, why
  }
}

extension RouteRule {
  /// Tries the rule on a request. `isOpen` is false when an earlier rule has decided.
  func trial(_ question: RouteQuestion, isOpen: Bool) -> RuleTrial {
    var failures: [String] = []
    for alternative in alternatives {
      let outcome = alternative.trial(question)
      if outcome.holds {
        return RuleTrial(rule: name, place: place, matched: true, decided: isOpen, why: outcome.why)
      }
      failures += outcome.why
    }
    return RuleTrial(rule: name, place: place, matched: false, decided: false, why: failures)
  }
}

extension RouteConditions {
  /// Whether the conditions hold, and why or why not. Only those that do not hold are explained when any does not.
  func trial(_ question: RouteQuestion) -> (holds: Bool, why: [String]) {
    var reasons: [String] = []
    var failures: [String] = []
    for outcome in outcomes(question) {
      switch outcome {
      case .success(let reason): reasons.append(reason)
      case .failure(let failure): failures.append(failure.reason)
      }
    }
    return failures.isEmpty ? (true, reasons) : (false, failures)
  }

  private struct Failure: Error {
    let reason: String
  }

  private func outcomes(_ question: RouteQuestion) -> [Result<String, Failure>] {
    var outcomes: [Result<String, Failure>] = []
    if !words.isEmpty { outcomes.append(tryWords(question.query)) }
    if !contextWords.isEmpty { outcomes.append(tryContextWords(question.context)) }
    for (key, patterns) in context { outcomes.append(tryValues(question.values(of: key), patterns, of: key)) }
    if !tools.isEmpty { outcomes.append(tryTool(question.tool)) }
    if !capabilities.isEmpty { outcomes.append(tryNeed("capability", capabilities, question)) }
    if !useCases.isEmpty { outcomes.append(tryNeed("use_case", useCases, question)) }
    if let window { outcomes.append(tryTime(window, question.time)) }
    return outcomes
  }

  private func tryWords(_ query: WordText) -> Result<String, Failure> {
    for phrase in words {
      if let range = query.range(of: phrase) {
        return .success("the query has \(MarkedText.excerpt(query.text, range))")
      }
    }
    return .failure(Failure(reason: "the query has none of the words \(Self.list(words.map(\.text)))"))
  }

  private func tryContextWords(_ context: [RouteQuestion.ContextEntry]) -> Result<String, Failure> {
    for entry in context {
      for text in [entry.key, entry.value] {
        let text = WordText(text)
        for phrase in contextWords {
          guard let range = text.range(of: phrase) else { continue }
          return .success("the context '\(entry.key)' has \(MarkedText.excerpt(text.text, range))")
        }
      }
    }
    return .failure(Failure(reason: "the context has none of the words \(Self.list(contextWords.map(\.text)))"))
  }

  private func tryValues(_ values: [String], _ patterns: [NamePattern], of key: String) -> Result<String, Failure> {
    guard !values.isEmpty else { return .failure(Failure(reason: "the context has no '\(key)'")) }
    for value in values where patterns.contains(where: { $0.matches(value) }) {
      return .success("the context '\(key)' is «\(value)»")
    }
    return .failure(Failure(reason: "the context '\(key)' is none of \(Self.list(patterns.map(\.text)))"))
  }

  private func tryTool(_ tool: String?) -> Result<String, Failure> {
    guard let tool else { return .failure(Failure(reason: "no tool is named")) }
    guard tools.contains(where: { $0.matches(tool) }) else {
      return .failure(Failure(reason: "the tool '\(tool)' is none of \(Self.list(tools.map(\.text)))"))
    }
    return .success("the tool is «\(tool)»")
  }

  private func tryNeed(_ key: String, _ accepted: [String], _ question: RouteQuestion) -> Result<String, Failure> {
    for value in question.values(of: key) where accepted.contains(value) {
      return .success("the context '\(key)' is «\(value)»")
    }
    return .failure(Failure(reason: "the context '\(key)' is none of \(Self.list(accepted))"))
  }

  private func tryTime(_ window: TimeWindow, _ time: Date) -> Result<String, Failure> {
    guard window.contains(time) else { return .failure(Failure(reason: "it is not \(window.description)")) }
    return .success("it is \(window.description)")
  }

  private static func list(_ texts: [String]) -> String { texts.map { "'\($0)'" }.joined(separator: ", ") }
}
