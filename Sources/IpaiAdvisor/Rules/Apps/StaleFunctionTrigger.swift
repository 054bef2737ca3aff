import IpaiCore

extension Rule {
  /// A scheduled trigger that does not run as it should.
  static let staleFunctionTrigger = Rule(
    "DO-OPS-017", .operations, .medium, .quick,
    title: "Scheduled function trigger stale or disabled",
    why: "A job that no longer runs is noticed only when its work is missed, such as a backup or a clean-up.",
    condition:
      "A trigger of the type SCHEDULED is disabled, or it is enabled and was not run, created or changed for more than twice the longest time between two runs of its cron expression, plus 10 minutes.",
    guards:
      "Times are in UTC. Only cron expressions of five fields that all readers understand in the same way are judged; those that restrict both the day of the month and the day of the week are not, and neither are triggers whose runs are not listed. A trigger that was disabled on purpose can be deleted.",
    subjects: [.functionNamespaces, .functionTriggers],
    references: ["https://docs.digitalocean.com/products/functions/how-to/schedule-functions/"]
  ) { account in
    account.facts.functionNamespaces.flatMap { namespace -> [Judgement] in
      guard let triggers = account.facts.functionTriggers[namespace.namespace] else {
        return [namespace.judged(.notAssessed("its triggers were not read"))]
      }
      return triggers.compactMap { judgement($0, namespace, account.now) }
    }
  }

  private static func judgement(
    _ trigger: FunctionTrigger, _ namespace: FunctionNamespace, _ now: Timestamp
  ) -> Judgement? {
    guard trigger.type == "SCHEDULED", let name = trigger.name else { return nil }
    let urn = URN(.functionTrigger, namespace.namespace + "/" + name)
    return Judgement(urn, name: name, outcome(trigger, namespace, now))
  }

  private static func outcome(_ trigger: FunctionTrigger, _ namespace: FunctionNamespace, _ now: Timestamp) -> Outcome {
    guard let isEnabled = trigger.isEnabled else { return .notAssessed("whether it is enabled is not known") }
    guard isEnabled else { return .fail(disabled(trigger, namespace)) }
    guard let runs = trigger.scheduledRuns else { return .notAssessed("its runs are not listed") }
    guard let gap = trigger.scheduledDetails?.cron.flatMap({ CronSchedule($0) })?.longestGap else {
      return .notAssessed("the period of its schedule is not known")
    }
    let times = [runs.lastRunAt, trigger.updatedAt, trigger.createdAt].compactMap { $0 }
    guard let latest = times.max() else { return .notAssessed("when it was made is not known") }
    let patience = Int64(2 * gap + 10) * 60
    guard now.seconds - latest.timestamp.seconds > patience else { return .pass }
    return .fail(stale(trigger, namespace, gap))
  }

  private static func disabled(_ trigger: FunctionTrigger, _ namespace: FunctionNamespace) -> Failure {
    Failure(
      [Evidence("triggers.is_enabled", "false", .functionTriggers)] + evidence(trigger),
      fix: listing(namespace) + [
        .note("Enable the trigger if its work is still needed."),
        .run("doctl serverless triggers enable \(trigger.name ?? "")"),
      ],
      title: "Scheduled function trigger is disabled")
  }

  private static func stale(_ trigger: FunctionTrigger, _ namespace: FunctionNamespace, _ gap: Int) -> Failure {
    var lines = listing(namespace)
    if let function = trigger.function {
      lines.append(.run("doctl serverless activations list \(function) --limit 20"))
    }
    let hasRun = trigger.scheduledRuns?.lastRunAt != nil
    return Failure(
      evidence(trigger), fix: lines,
      title: hasRun ? "Scheduled function trigger is stale" : "Scheduled function trigger has never run",
      note: "It should run at least every \(period(gap)).")
  }

  private static func evidence(_ trigger: FunctionTrigger) -> [Evidence] {
    [
      Evidence("triggers.scheduled_details.cron", trigger.scheduledDetails?.cron ?? "-", .functionTriggers),
      Evidence("triggers.scheduled_runs.last_run_at", trigger.scheduledRuns?.lastRunAt, .functionTriggers),
      Evidence("triggers.scheduled_runs.next_run_at", trigger.scheduledRuns?.nextRunAt, .functionTriggers),
    ]
  }

  /// doctl works with the namespace that it was connected to last.
  private static func listing(_ namespace: FunctionNamespace) -> [Fix.Line] {
    [
      .run("doctl serverless connect \(namespace.namespace)"),
      .run("doctl serverless triggers list"),
    ]
  }

  private static func period(_ minutes: Int) -> String {
    if minutes < 120 { return "\(minutes) minutes" }
    if minutes < 2880 { return "\(NumberText.text(Double(minutes) / 60, digits: 1)) hours" }
    return "\(NumberText.text(Double(minutes) / 1440, digits: 1)) days"
  }
}
