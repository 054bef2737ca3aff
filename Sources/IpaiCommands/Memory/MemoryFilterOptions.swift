import ArgumentParser
import IpaiActions

/// The options that select messages.
struct MemoryFilterOptions: ParsableArguments {
  @Option(parsing: .singleValue, help: MemorySearchAction.help("session", "id"))
  var session: [String] = []

  @Option(parsing: .singleValue, help: MemorySearchAction.help("user", "id"))
  var user: [String] = []

  @Option(parsing: .singleValue, help: MemorySearchAction.help("role", "role"))
  var role: [String] = []

  @Option(name: .customLong("linked-to"), parsing: .singleValue, help: MemorySearchAction.help("linked_to", "target"))
  var linkedTo: [String] = []

  @Option(help: MemorySearchAction.help("since", "date"))
  var since: String?

  @Option(help: MemorySearchAction.help("until", "date"))
  var until: String?

  /// Sets the fields of the request for which there are options here.
  func apply(to request: inout some MemoryFilterRequest) {
    request.session = session
    request.user = user
    request.role = role
    request.linkedTo = linkedTo
    request.since = since
    request.until = until
  }
}
