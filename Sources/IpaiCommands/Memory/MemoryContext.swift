import ArgumentParser

/// `ipai memory context`: the verbs for the small values of a session. A new verb is a line here.
struct MemoryContext: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "context",
    abstract: "Keep small values for a session.",
    discussion: """
      Examples:
        ipai memory context set 2026-11-pool-review branch fix/pool --expires 7d
        ipai memory context list 2026-11-pool-review
      """,
    subcommands: [
      MemoryContextGet.self, MemoryContextSet.self, MemoryContextList.self, MemoryContextUnset.self,
    ])
}
