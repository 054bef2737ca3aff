import IpaiActions
import IpaiCore

/// A verb that does what an action does: it makes a request from the command line, and a table from the outcome.
protocol ActionVerb: RequestingVerb {
  /// The outcome for people.
  func table(_ outcome: Work.Outcome, in invocation: Invocation) -> String

  /// Writes the outcome in the format asked for.
  func answer(_ outcome: Work.Outcome, in invocation: Invocation)

  /// Writes remarks about the outcome to standard error.
  func say(of outcome: Work.Outcome, in invocation: Invocation)

  /// Throws the error for an outcome that is a clear "no" or that was interrupted.
  func check(_ outcome: Work.Outcome) throws
}

extension ActionVerb where Work.Outcome: ListOutcome {
  func answer(_ outcome: Work.Outcome, in invocation: Invocation) {
    invocation.answer(Answer(whole: outcome, items: outcome.items) { _ in table(outcome, in: invocation) })
  }
}

extension ActionVerb {
  func answer(_ outcome: Work.Outcome, in invocation: Invocation) {
    invocation.answer(Answer(outcome) { _ in table(outcome, in: invocation) })
  }

  func say(of outcome: Work.Outcome, in invocation: Invocation) {}
  func check(_ outcome: Work.Outcome) throws {}

  /// Runs the action and writes its outcome; then throws the error that the outcome is, if it is one.
  func run(in invocation: Invocation) throws { try run(request(in: invocation), in: invocation) }

  /// Runs the action for a request and writes its outcome; then throws the error that the outcome is, if it is one.
  func run(_ request: Work.Request, in invocation: Invocation) throws {
    try invocation.run(Work.self, request) { outcome in
      say(of: outcome, in: invocation)
      answer(outcome, in: invocation)
      do { try check(outcome) } catch let error as IpaiError where error.code == .no && invocation.options.quiet {
        throw IpaiError(.no, "")
      }
    }
  }
}
