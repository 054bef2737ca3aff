import IpaiActions
import IpaiCore

/// A verb that does what an action does: it makes a request of words, and a table of the outcome. Nothing else is its own.
protocol ActionVerb: Verb {
  associatedtype Work: Action

  /// What the words ask for.
  func request(in invocation: Invocation) throws -> Work.Request

  /// The outcome for people.
  func table(_ outcome: Work.Outcome, in invocation: Invocation) -> String

  /// Writes the outcome in the format asked for.
  func answer(_ outcome: Work.Outcome, in invocation: Invocation)

  /// Says on standard error what there is to say of the outcome.
  func say(of outcome: Work.Outcome, in invocation: Invocation)

  /// Throws the error for an outcome that is a clear "no", or was interrupted.
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

  func run(in invocation: Invocation) throws {
    let request = try request(in: invocation)
    let outcome = try invocation.outcome(of: Work.self, request)
    say(of: outcome, in: invocation)
    answer(outcome, in: invocation)
    do { try check(outcome) } catch let error as IpaiError {
      throw error.code == .no && invocation.options.quiet ? IpaiError(.no, "") : error
    }
  }
}

extension Invocation {
  /// Runs an action, showing on standard error how far it is.
  func outcome<Work: Action>(of action: Work.Type, _ request: Work.Request) throws -> Work.Outcome {
    let progress = ProgressLine(world.standardError, isQuiet: options.quiet, now: world.now)
    defer { progress.finish() }
    let services = services(report: progress.show)
    let outcome = try outcome(of: action, request, in: services)
    try services.close()
    return outcome
  }

  /// Runs an action with services that are used for more.
  func outcome<Work: Action>(of action: Work.Type, _ request: Work.Request, in services: Services) throws
    -> Work.Outcome
  {
    try CallingThread.run { try await action.checkedRun(request, in: services) }
  }

  /// What the work of this run needs.
  func services(report: @escaping @Sendable (WorkProgress) -> Void = { _ in }) -> Services {
    Services(
      configuration: configuration, directories: sources.directories, databasePath: databasePath,
      folder: world.currentDirectory, processorCount: world.processorCount, threads: 1, now: world.now,
      isStopped: world.isCancelled, report: report)
  }
}
