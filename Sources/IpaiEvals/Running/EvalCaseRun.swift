import Foundation
import IpaiCore
import IpaiSkills

/// Runs cases of one skill.
struct EvalCaseRun: Sendable {
  let sandbox: EvalSandbox
  let workplace: EvalWorkplace
  /// What the skill tells agents.
  let instructions: String
  let model: EvalModel?

  /// How a case ended, and why it did not pass.
  private struct Finding {
    let status: EvalResults.Case.Status
    var reason: String?

    static let passed = Finding(status: .passed)
    static func failed(_ reason: String) -> Finding { Finding(status: .failed, reason: reason) }
    static func skipped(_ reason: String) -> Finding { Finding(status: .skipped, reason: reason) }
  }

  private static let noModel = "it needs a model, and none is named"
  /// Reasons hold what commands write, without control characters.
  private static let words = ForeignWords(secrets: [])

  /// What comes of a case, whose number no other case has. Throws `CancellationError`, and `IpaiError(.unavailable)` when its
  /// folder cannot be made.
  func result(of eval: EvalCase, number: Int) async throws -> EvalResults.Case {
    let start = ContinuousClock.now
    let finding =
      switch eval.task {
      case .command(let command): try await run(command, eval, number)
      case .prompt(let prompt): try await ask(prompt, eval)
      }
    let seconds = (ContinuousClock.now - start) / .milliseconds(1)
    return EvalResults.Case(
      name: eval.name, file: eval.file, status: finding.status,
      reason: finding.reason.map { Self.words.line($0, most: 1_000) }, seconds: seconds.rounded() / 1_000)
  }

  // MARK: Commands

  private func run(_ command: String, _ eval: EvalCase, _ number: Int) async throws -> Finding {
    let place = try workplace.place(for: eval, number: number)
    defer { workplace.remove(place) }
    let words = sandbox.words(for: command, of: eval, at: place)
    switch try await EvalProcess.run(words, seconds: eval.timeout) {
    case .timedOut: return .failed("it did not end within \(Count.text(eval.timeout, "second"))")
    case .wroteTooMuch: return .failed("it wrote more than \(ByteCount.text(EvalProcess.mostBytes))")
    case .failed(let reason): return .failed("it could not be started: \(reason)")
    case .exited(let status, let output, let error):
      if let failure = failure(of: status, error, eval) { return .failed(failure) }
      return try await judge(output, eval)
    }
  }

  /// Why an exit status is not the expected one; nil when it is.
  private func failure(of status: Int, _ error: [UInt8], _ eval: EvalCase) -> String? {
    guard status != eval.expectation.exit else { return nil }
    let text = String(decoding: error.suffix(2_000), as: UTF8.self)
    if status == SandboxScript.failureStatus, text.contains(SandboxScript.failure) {
      return "it could not be started: \(text)"
    }
    let last = text.split(whereSeparator: \.isNewline).last.map { ": \($0)" } ?? ""
    return "expected the exit status \(eval.expectation.exit), got \(status)\(last)"
  }

  // MARK: Prompts

  private func ask(_ prompt: String, _ eval: EvalCase) async throws -> Finding {
    guard let model else { return .skipped(Self.noModel) }
    var text = prompt
    for file in eval.files { text += "\n\n\(file.path):\n\n\(String(decoding: file.content, as: UTF8.self))" }
    do {
      return try await judge(Array(model.answer(to: text, instructions: instructions).utf8), eval)
    } catch let error as IpaiError { return .failed(error.summary) }
  }

  /// Compares an answer with what is expected, first without a model.
  private func judge(_ answer: [UInt8], _ eval: EvalCase) async throws -> Finding {
    if let failure = ExpectationCheck(eval.expectation).failure(answer) { return .failed(failure) }
    guard let criteria = eval.expectation.graded else { return .passed }
    guard let model else { return .skipped(Self.noModel) }
    do {
      let judgement = try await model.judge(String(decoding: answer, as: UTF8.self), by: criteria)
      return judgement.passes ? .passed : .failed("the model says: \(judgement.reason)")
    } catch let error as IpaiError { return .failed(error.summary) }
  }
}
