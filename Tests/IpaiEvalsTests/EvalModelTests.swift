import Foundation
import IpaiCore
import IpaiSkills
import TestSupport
import Testing

@testable import IpaiEvals

/// Prompts and judgements by a model behind a real server.
@Suite struct EvalModelTests {
  private let server: ChatServer
  private let folder: TemporaryFolder

  init() throws {
    server = try ChatServer()
    folder = try TemporaryFolder()
  }

  private func model(_ name: String, key: String? = nil, timeout: Int = 20) throws -> EvalModel {
    var limits = ChatExchange.Limits()
    limits.timeout = timeout
    return try EvalModel(url: server.address, model: name, key: key.map { Secret($0) }, limits: limits)
  }

  private func run(_ evals: String, in file: String = "evals/a.yaml", _ model: EvalModel) async throws
    -> [EvalResults.Case]
  {
    let runner = EvalRunner(
      temporaryFolder: folder.path, jobs: 2, model: model, sandbox: EvalSandbox(way: .plain, user: nil))
    return try await runner.run(Skill.package(evals, in: file), at: Timestamp(seconds: 0), ipai: "1").cases
  }

  @Test func promptsAreAnsweredAndJudged() async throws {
    let text = """
      - {name: follows the skill, prompt: Hello, expect: {contains: [Ahoy, "Hello (pirate)"]}}
      - {name: has files, prompt: Hello, files: {a.txt: content of a}, expect: {regex: "a[.]txt:\\\\s+content of a"}}
      - {name: wrong, prompt: Hello, expect: {exact: Good morning}}
      - {name: judged, prompt: Hello, expect: {graded: Ahoy}}
      - {name: judged wrong, prompt: Hello, expect: {graded: Good morning}}
      - {name: command, command: echo Ahoy, expect: {exact: Ahoy, graded: Ahoy}}
      """
    let cases = try await run(text, model("words"))
    #expect(cases.map(\.status) == [.passed, .passed, .failed, .passed, .failed, .passed], "\(cases)")
    #expect(cases[2].reason == "expected 'Good morning', got 'Ahoy! Hello (pirate)'")
    #expect(cases[4].reason == "the model says: I looked for Good morning")
  }

  @Test func theFormOfAgentSkillsIsRun() async throws {
    let text = #"{"skill_name": "greet", "evals": [{"id": 1, "prompt": "Hi", "expected_output": "Ahoy"}]}"#
    let cases = try await run(text, in: "evals/evals.json", model("fenced"))
    #expect(cases.map(\.name) == ["eval 1"] && cases.map(\.status) == [.passed], "\(cases)")
  }

  @Test(arguments: ["words", "busy", "fenced"])
  func aModelMayBeBusy(name: String) async throws {
    #expect(try await model(name).judge("a b", by: "b") == .init(passes: true, reason: "I looked for b"))
    #expect(try await model(name).judge("a b", by: "c").passes == false)
  }

  /// An answer that is not a clear yes is none.
  @Test(arguments: ["vague", "text", "bare", "page", "huge", "down", "patient", "elsewhere", "keyed"])
  func whatIsNoAnswerFails(name: String) async throws {
    let error = await #expect(throws: IpaiError.self) { try await model(name).judge("a b", by: "b") }
    #expect(error?.code == (name == "keyed" ? .denied : .unavailable))
    let cases = try await run("- {name: a, command: echo a, expect: {graded: a}}\n", model(name))
    #expect(cases.first?.status == .failed && cases.first?.reason?.isEmpty == false)
  }

  @Test func theKeyIsSentAndNotShown() async throws {
    #expect(try await model("keyed", key: "key-of-the-tests").judge("a", by: "a").passes)
    let error = await #expect(throws: IpaiError.self) {
      try await model("keyed", key: "wrong-key-of-the-tests").judge("a", by: "a")
    }
    #expect(error?.summary.contains("wrong-key") == false)
  }

  @Test func aModelThatDoesNotAnswerIsGivenUp() async throws {
    let start = ContinuousClock.now
    let error = await #expect(throws: IpaiError.self) { try await model("hanging", timeout: 1).judge("a", by: "a") }
    #expect(error?.code == .unavailable)
    #expect(ContinuousClock.now - start < .seconds(10))
  }

  @Test func cancellingEndsARequest() async throws {
    let model = try model("hanging", timeout: 60)
    let asking = Task { try await model.judge("a", by: "a") }
    try await Task.sleep(for: .milliseconds(300))
    asking.cancel()
    let start = ContinuousClock.now
    await #expect(throws: CancellationError.self) { try await asking.value }
    #expect(ContinuousClock.now - start < .seconds(10))
  }

  @Test(arguments: ["http://example.com/v1", "ftp://localhost", "https://user:pw@example.com", "https://a/?k=v", "x"])
  func onlySomeAddressesAreTaken(url: String) {
    let error = #expect(throws: IpaiError.self) { try EvalModel(url: url, model: "m", key: nil) }
    #expect(error?.code == .usage)
  }
}
