import IpaiSkills
import ArgumentParser
import IpaiActions
import IpaiCore
import IpaiPromotion

/// `ipai promote status`
struct PromoteStatus: ActionVerb {
  typealias Work = PromoteStatusAction

  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "List the skills that are in force in a registry, with their labels.",
    discussion: """
      Examples:
        ipai promote status
        ipai promote status --to ./registry --format json
      """)

  @OptionGroup var registry: RegistryOption
  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) throws -> PromoteStatusAction.Request {
    var request = PromoteStatusAction.Request()
    request.to = try registry.place(in: invocation.world)
    return request
  }

  func table(_ outcome: PromoteStatusAction.Outcome, in invocation: Invocation) -> String {
    let theme = invocation.theme
    var table = TextTable([
      .init(head: "SKILL", style: theme.id), .init(head: "VERSION"), .init(head: "STATUS"), .init(head: "LABELS"),
      .init(head: "PROMOTION"), .init(head: "DIGEST", style: theme.dim),
    ])
    for skill in outcome.items {
      let labels = skill.labels.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      table.add([
        skill.name, skill.version, skill.status.rawValue, labels.joined(separator: " "), "\(skill.promotion)",
        String(skill.digest.prefix(19)),
      ])
    }
    return table.rendered(theme)
  }

  func say(of outcome: PromoteStatusAction.Outcome, in invocation: Invocation) {
    if outcome.head == nil { invocation.say("nothing was promoted to \(outcome.registry) yet") }
    if let waiting = outcome.waiting, waiting > 0 {
      let messages = Count.text(waiting, "message", "waits", "wait")
      invocation.say("\(messages) to be delivered; to see why: ipai promote outbox list")
    }
  }
}
