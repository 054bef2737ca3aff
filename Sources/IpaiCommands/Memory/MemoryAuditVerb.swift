import ArgumentParser
import IpaiActions

/// `ipai memory audit`
struct MemoryAuditVerb: ActionVerb {
  typealias Work = MemoryAuditAction

  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Say which links are valid, changed or gone, and list what does not help.",
    discussion: """
      A link to a file is compared with HEAD: it is valid while what it cites reads the same, also under another name or \
      on other lines, which are then shown; changed when it reads differently; and gone when it is not there any more. A \
      link to a commit is changed when no branch or tag leads to it any more. A link that cites no commit is only checked \
      for the file and its number of lines. What the repository never had is not checked where nobody knows in which \
      repository the conversation was held.

      Also listed are messages that say the same, conversations in which nothing is said, and text that was recalled from \
      memory and stored again. Nothing is changed, and the exit status is 0 whatever is found.

      Examples:
        ipai memory audit
        ipai memory audit --session 2026-11-pool-review --valid
        ipai memory audit --repo ~/src/curl --format json
      """)

  @Option(help: MemoryAuditAction.help("session", "id"))
  var session: String?

  @Option(help: MemoryAuditAction.help("repo", "path"))
  var repo: String?

  @Flag(help: MemoryAuditAction.help("valid"))
  var valid = false

  @Option(help: MemoryAuditAction.help("max_results", "n"))
  var maxResults: Int?

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) throws -> MemoryAuditAction.Request {
    var request = MemoryAuditAction.Request()
    request.session = session
    request.repo = try repo.map { try invocation.world.absolute($0) }
    request.valid = valid
    request.maxResults = maxResults
    return request
  }

  func table(_ outcome: MemoryAudit, in invocation: Invocation) -> String {
    MemoryAuditText(theme: invocation.theme).text(outcome)
  }
}
