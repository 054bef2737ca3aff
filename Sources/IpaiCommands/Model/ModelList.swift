import ArgumentParser
import IpaiCore
import IpaiEmbedding

/// `ipai model list`
struct ModelList: Verb {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the installed models.",
    discussion: """
      Examples:
        ipai model list
        ipai model list --format json
      """)

  @OptionGroup var common: CommonOptions

  func run(in session: Session) throws {
    var models: [InstalledModel] = []
    for name in session.models.names() {
      do { models.append(try InstalledModel(name, in: session.models)) } catch let error as IpaiError {
        session.say(([error.message] + error.causes).joined(separator: ": "))
      }
    }
    session.answer(Answer(list: models) { Self.table(models, $0) })
    if models.isEmpty { throw IpaiError(.no, session.options.quiet ? "" : "no model is installed") }
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
