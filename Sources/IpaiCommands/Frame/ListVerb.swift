import IpaiActions
import IpaiCore

/// The verb of a list action. With JSON Lines, each item is written as soon as it is read.
protocol ListVerb: ActionVerb where Work: ListAction {
  /// How much of the list to show.
  var page: PageOptions { get }

  /// Writes remarks about the outcome to standard error.
  func say(of outcome: Work.Outcome, _ services: Services, in invocation: Invocation) throws

  /// What is listed: one and several of them, as in `commit` and `commits`.
  static var noun: (one: String, many: String) { get }

  /// What is said when the list is empty.
  var nothing: String { get }

  /// If nothing matches, what would match; nil where that is not known.
  func hint(_ outcome: Work.Outcome) -> String?
}

extension ListVerb {
  static var noun: (one: String, many: String) { ("commit", "commits") }
  var nothing: String { "no \(Self.noun.one) matches" }
  func hint(_ outcome: Work.Outcome) -> String? { nil }

  /// Runs the action and writes its outcome. Throws `IpaiError(.no)` for an empty list.
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
    throw IpaiError(.no, nothing, hint: hint(outcome))
  }
}
