import ArgumentParser

/// `ipai memory`: the verbs that keep what was said and find it again. A new verb is a line here.
struct Memory: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "memory",
    abstract: "Keep what people and agents said, and find it again.",
    discussion: """
      Memory holds conversations and notes in the local database. Messages are found by their words and by their meaning, \
      and are linked to the commits, files and skills that they mention. Keys, tokens and passwords are replaced by markers \
      before anything is stored.

      Examples:
        ipai memory add "the proxy closes idle connections after 60 seconds" --link file:lib/pool.c
        ipai memory search "how long do idle connections live"
      """,
    subcommands: [
      MemoryAdd.self, MemoryImport.self, MemoryList.self, MemoryShow.self, MemorySearch.self, MemoryRecall.self,
      MemoryLinkVerb.self,
      MemoryUnlink.self,
      MemoryArchive.self, MemoryForget.self, MemoryExport.self, MemoryAuditVerb.self, MemoryIndex.self,
      MemoryContext.self,
    ])
}
