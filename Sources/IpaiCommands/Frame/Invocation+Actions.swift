import IpaiActions
import IpaiCore

extension Invocation {
  /// Runs an action and shows its progress on standard error.
  func outcome<Work: Action>(of action: Work.Type, _ request: Work.Request) throws -> Work.Outcome {
    var kept: Work.Outcome?
    try run(action, request) { kept = $0 }
    guard let kept else { throw IpaiError(.internal, "there is no outcome") }
    return kept
  }

  /// Runs an action, shows its progress on standard error, and hands its outcome to `take`. Where the database cannot be closed, as on a
  /// full disk, that is said after the outcome, which may have taken long.
  func run<Work: Action>(_ action: Work.Type, _ request: Work.Request, _ take: (Work.Outcome) throws -> Void) throws {
    let progress = ProgressLine(world.standardError, isQuiet: options.quiet, now: world.now)
    let services = services(report: progress.show)
    let outcome: Work.Outcome
    do {
      defer { progress.finish() }
      outcome = try self.outcome(of: action, request, in: services)
    }
    let closing = Result { try services.close() }
    do { try take(outcome) } catch let error as IpaiError where error.code == .no {
      // That the answer is no is the lesser trouble.
      try closing.get()
      throw error
    }
    try closing.get()
  }

  /// Runs an action with services that the caller also uses for other work.
  func outcome<Work: Action>(of action: Work.Type, _ request: Work.Request, in services: Services) throws
    -> Work.Outcome
  {
    try CallingThread.run { try await action.checkedRun(request, in: services) }
  }

  /// The services for the work of this run.
  func services(report: @escaping @Sendable (WorkProgress) -> Void = { _ in }) -> Services {
    Services(
      configuration: configuration, directories: sources.directories, databasePath: databasePath,
      folder: world.currentDirectory, processorCount: world.processorCount, threads: 0,
      environment: world.environment, now: world.now,
      isStopped: world.isCancelled, report: report)
  }
}
