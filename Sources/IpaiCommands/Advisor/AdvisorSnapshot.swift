import ArgumentParser

/// `ipai advisor snapshot`: the verbs about snapshots of accounts. A new verb is a line here.
struct AdvisorSnapshot: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "snapshot",
    abstract: "Keep what was read of an account in a file, and share it.",
    discussion: """
      A snapshot has all that rules look at, so that 'ipai advisor scan --offline' judges it without the network. It has no passwords \
      and no tokens, but the names and addresses of the account, which redact takes out.

      Examples:
        ipai advisor snapshot save account.json
        ipai advisor snapshot load account.json
        ipai advisor snapshot redact account.json --output shared.json
      """,
    subcommands: [AdvisorSnapshotSave.self, AdvisorSnapshotLoad.self, AdvisorSnapshotRedact.self])
}
