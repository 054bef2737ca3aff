import IpaiActions
import IpaiCore

/// A verb of an action that lists: with JSON lines each item is written as soon as it is read.
protocol ListVerb: ActionVerb where Work: ListAction {
  var page: PageOptions { get }

  /// Says on standard error what there is to say of the outcome.
  func say(of outcome: Work.Outcome, _ services: Services, in invocation: Invocation) throws

  /// Where nothing matches, what would.
  func hint(_ outcome: Work.Outcome) -> String?
}

extension ListVerb {
  func run(in invocation: Invocation) throws {
    let request = try request(in: invocation)
    let services = invocation.services()
    let isStreamed = invocation.options.format == .jsonl
    let sink =
      if isStreamed {
        ItemSink<Work.Outcome.Item>(writingTo: invocation.world.standardOutput.write)
      } else {
        ItemSink<Work.Outcome.Item>()
      }
    let extent = page.extent
    var outcome = try CallingThread.run {
      try await Work.checkedList(request, extent, in: services) { sink.take($0) }
    }
    outcome.items = sink.items
    if !isStreamed { answer(outcome, in: invocation) }
    try say(of: outcome, services, in: invocation)
    try services.close()
    guard sink.isEmpty else { return }
    if invocation.options.quiet { throw IpaiError(.no, "") }
    throw IpaiError(.no, "no commit matches", hint: hint(outcome))
  }
}
