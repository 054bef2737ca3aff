import Foundation

extension Rule {
  /// An account that DigitalOcean may lock, or has locked.
  static let flaggedAccount = Rule(
    "DO-SEC-027", .security, .high, .quick,
    title: "Account e-mail not verified or account flagged",
    why:
      "Before DigitalOcean locks an account, it writes to the e-mail address of the account. If the address is wrong, nobody reads the warning, and everything in a locked account can stop.",
    condition:
      "The e-mail address of the account is not verified, or the status of the account is \"warning\" or \"locked\".",
    guards:
      "Whether the members of a team use two-factor authentication is not in the API; DigitalOcean's own posture management reports it (DO-SEC-030).",
    subjects: [.account],
    references: ["https://docs.digitalocean.com/platform/accounts/"]
  ) { account in
    account.facts.account.map { [$0.judged(outcome($0))] } ?? []
  }

  private static func outcome(_ info: AccountInfo) -> Outcome {
    let isFlagged = ["warning", "locked"].contains(info.status ?? "")
    guard isFlagged || info.emailVerified == false else {
      let isKnown = info.status != nil && info.emailVerified != nil
      return isKnown ? .pass : .notAssessed("its status was not read")
    }
    let message = (info.statusMessage ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
    return .fail(
      Failure(
        [
          Evidence("account.status", info.status ?? "-", .account),
          Evidence("account.status_message", message.isEmpty ? "none" : message, .account),
          Evidence("account.email_verified", info.emailVerified.map(String.init) ?? "-", .account),
        ],
        fix: [.run("doctl account get"), .note(advice(info, isFlagged))],
        title: isFlagged ? "Account is flagged by DigitalOcean" : "Account e-mail is not verified"))
  }

  private static func advice(_ info: AccountInfo, _ isFlagged: Bool) -> String {
    let verify = "Verify the e-mail address in the control panel under My Account."
    let answer =
      "Read what DigitalOcean wrote about the account, and answer through https://cloudsupport.digitalocean.com."
    if isFlagged, info.emailVerified == false { return answer + " " + verify }
    return isFlagged ? answer : verify
  }
}
