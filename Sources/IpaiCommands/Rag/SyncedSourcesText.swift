import IpaiActions
import IpaiCore
import IpaiCorpora

/// What a sync of corpora did, for people.
enum SyncedSourcesText {
  /// A line for each source.
  static func text(_ outcome: SyncedSources, _ theme: Theme) -> String {
    var table = TextTable([
      .init(head: "CORPUS", style: theme.id, most: 30), .init(head: "NEW"), .init(head: "CHANGED"),
      .init(head: "UNCHANGED"), .init(head: "REMOVED"), .init(head: "PATH"),
    ])
    for source in outcome.sources {
      table.add([
        source.corpus, String(source.added), String(source.updated), String(source.unchanged), String(source.removed),
        source.path,
      ])
    }
    return table.rendered(theme)
  }

  /// Says what was left out, and what could not be read.
  static func say(_ outcome: SyncedSources, _ invocation: Invocation) {
    for source in outcome.sources {
      let skipped = SkipReason.allCases.compactMap { reason in
        source.skipped[reason.rawValue].map { "\($0) \(reason.text)" }
      }
      if !skipped.isEmpty { invocation.say("left out in \(source.path): \(skipped.joined(separator: ", "))") }
      for folder in source.unreadable.prefix(10) { invocation.say("cannot read \(source.path)/\(folder)") }
      if let failure = source.failure { invocation.say(failure) }
    }
    if outcome.embedded > 0 {
      invocation.say("\(Count.text(outcome.embedded, "passage")) can now be found by meaning as well")
    }
    invocation.say(outcome.waiting)
  }

  /// Throws `IpaiError(.notFound)` when a source could not be read at all, `.conflict` when it was left as it is.
  static func check(_ outcome: SyncedSources) throws {
    let failed = outcome.sources.count { $0.failure != nil }
    guard failed > 0 else { return }
    let refused = outcome.sources.count { $0.failureCode == .conflict }
    if refused > 0 {
      throw IpaiError(
        .conflict,
        "\(Count.text(refused, "source", "was", "were")) left alone, since nothing of what is stored is there",
        hint: "if that is right: ipai rag sync --prune; otherwise name this machine with IPAI_MACHINE")
    }
    throw IpaiError(
      .notFound, "\(Count.text(failed, "source")) could not be read; what is stored of them stays",
      hint: "to see what there is: ipai rag list")
  }
}
