import IpaiActions
import IpaiCore

extension Invocation {
  /// Runs an action and shows its progress on standard error.
  func outcome<Work: Action>(of action: Work.Type, _ request: Work.Request) throws -> Work.Outcome {
    let progress = ProgressLine(world.standardError, isQuiet: options.quiet, now: world.now)
    defer { progress.finish() }
    let services = services(report: progress.show)
    let outcome = try outcome(of: action, request, in: services)
    try services.close()
    return outcome
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
