import ArgumentParser
import IpaiActions
import IpaiCore

/// `ipai model list`
struct ModelList: ActionVerb {
  typealias Work = ModelListAction

  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the installed models.",
    discussion: """
      Examples:
        ipai model list
        ipai model list --format json
      """)

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) -> ModelListAction.Request { .init() }

  func table(_ outcome: ModelListAction.Outcome, in invocation: Invocation) -> String {
    Self.table(outcome.items, invocation.theme)
  }

  /// Says what is wrong with models that cannot be used.
  func say(of outcome: ModelListAction.Outcome, in invocation: Invocation) {
    for complaint in outcome.damaged { invocation.say(complaint) }
  }

  /// That no model is installed is a clear "no".
  func check(_ outcome: ModelListAction.Outcome) throws {
    if outcome.items.isEmpty { throw IpaiError(.no, "no model is installed") }
  }

  private static func table(_ models: [InstalledModel], _ theme: Theme) -> String {
    var table = TextTable([
      .init(head: "MODEL"), .init(head: "DIMENSIONS", style: theme.dim), .init(head: "TOKENS", style: theme.dim),
      .init(head: "SIZE", style: theme.dim),
    ])
    for model in models {
      table.add([model.name, "\(model.dimensions)", "\(model.maxTokens)", ByteCount.text(model.bytes)])
    }
    return table.rendered(theme)
  }
}
