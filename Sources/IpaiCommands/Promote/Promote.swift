import ArgumentParser

/// `ipai promote`: the verbs that bring skills from git to a shared registry. A new verb is a line here.
struct Promote: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "promote",
    abstract: "Bring approved skills from git to a shared registry, with proof.",
    discussion: """
      What is committed is promoted: the skills in a folder of a commit whose status is approved or stable. A promotion happens as a \
      whole or not at all, is recorded in a log that only grows, and can be verified and rolled back. Without a verb, a plan is made \
      and applied; on a terminal you are asked first. 'man 7 ipai-promote' has the details.

      Examples:
        ipai promote --status approved --to postgres://ipai@db.example.org/ipai
        ipai promote plan --out plan.json
        ipai promote apply plan.json
      """,
    subcommands: [
      PromoteRun.self, PromotePlan.self, PromoteApply.self, PromoteVerify.self, PromoteRollback.self,
      PromoteStatus.self,
      PromoteLog.self, PromoteOutbox.self,
    ],
    defaultSubcommand: PromoteRun.self)
}
