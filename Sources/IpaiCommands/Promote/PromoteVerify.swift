import ArgumentParser
import IpaiActions
import IpaiCore
import IpaiPromotion

/// `ipai promote verify`
struct PromoteVerify: ActionVerb {
  typealias Work = PromoteVerifyAction

  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check a registry against its log, the signatures and git.",
    discussion: """
      Looks at whether the promotions follow one another, whether the files in force are those that were promoted, whether the labels \
      name what they have to, whether the signatures are good and by whom they may be, whether git has the commit with the same \
      files, and whether the registry is older than when it was last seen from this machine. What cannot be looked at is named. \
      Without --allowed-signers, the file is the one that git's setting gpg.ssh.allowedSignersFile names.

      A registry that was restored from a backup on purpose is older than it was, and stays so: --accept-restored remembers it as it \
      is now, unless anything else is wrong with it. One whose log is not the one that was seen was written anew, and is taken only \
      if its signatures are checked and good.

      The exit status is 1 if anything is not as it has to be.

      Examples:
        ipai promote verify --allowed-signers signers.txt
        ipai promote verify deploy-check --to postgres://ipai@db.example.org/ipai
      """)

  @Argument(help: PromoteVerifyAction.help("name"))
  var name: String?

  @OptionGroup var registry: RegistryOption

  @Option(help: PromoteVerifyAction.help("repo", "path"))
  var repo: String?

  @Option(help: PromoteVerifyAction.help("allowed_signers", "file"))
  var allowedSigners: String?

  @Flag(help: PromoteVerifyAction.help("accept_restored"))
  var acceptRestored = false

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) throws -> PromoteVerifyAction.Request {
    var request = PromoteVerifyAction.Request()
    request.name = name
    request.to = try registry.place(in: invocation.world)
    request.repo = try repo.map(invocation.world.absolute)
    request.allowedSigners = try allowedSigners.map(invocation.world.absolute)
    request.acceptRestored = acceptRestored
    return request
  }

  func table(_ outcome: PromoteVerifyAction.Outcome, in invocation: Invocation) -> String {
    let theme = invocation.theme
    var text = ""
    for finding in outcome.findings {
      let place = [finding.skill, finding.promotion.map { "promotion \($0)" }].compactMap { $0 }.joined(separator: ", ")
      let head = finding.outcome == .failed ? theme.error("failed") : theme.warning("not checked")
      let about = place.isEmpty ? "" : "\(place): "
      text +=
        "\(head) \(finding.check.rawValue): "
        + TerminalText.sanitized(about + invocation.repeatingDatabase(in: finding.message)) + "\n"
    }
    let signatures = Count.text(outcome.signatures, "good signature")
    let promotions = Count.text(outcome.promotions, "promotion")
    return text + "\(promotions), \(Count.text(outcome.skills, "skill")) in force, \(signatures)\n"
  }

  func check(_ outcome: PromoteVerifyAction.Outcome) throws {
    let failed = outcome.findings.filter { $0.outcome == .failed }
    guard let first = failed.first else { return }
    let more = failed.count > 1 ? ", and \(Count.text(failed.count - 1, "more problem"))" : ""
    let about = first.skill.map { "\($0): " } ?? ""
    let isOlder = failed.allSatisfy { $0.check == .age }
    throw IpaiError(
      .no, "the registry is not as it has to be: \(about)\(first.message)\(more)",
      hint: isOlder ? "if it was restored on purpose: ipai promote verify --accept-restored" : nil)
  }
}
