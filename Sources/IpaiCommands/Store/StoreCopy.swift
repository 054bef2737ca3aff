import ArgumentParser
import IpaiActions
import IpaiCore

/// `ipai store copy`
struct StoreCopy: ActionVerb {
  typealias Work = StoreCopyAction

  static let configuration = CommandConfiguration(
    commandName: "copy",
    abstract: "Copy what is kept between the local database and the shared one, and compare it.",
    discussion: """
      Each skill, conversation, file of a corpus and commit is copied as a whole and then compared with what was copied. What is there \
      already and the same is left alone, so that a copy that was interrupted goes on where it was. A skill that both have, but not the \
      same, is left as it is and named; to a conversation, the messages that it lacks are added. The exit status is 65 \
      if anything is not the same in both at the end. Conversations stay where they are unless --what memory names them.

      The files of corpora are copied some at a time, with what their passages mean, unless the database has no pgvector. A \
      file that is newer there is left as it is and named.

      Commits are copied with their words, with what their messages mean, and with the repositories that reach them, so that \
      'ipai commits index' goes on there from where it was here. Git is not asked, and the repositories need not be there. A \
      repository that was indexed later there is left as it is and named, and so are commits of which more is known there. Until \
      the copy of a repository has ended, its index there is incomplete.

      Examples:
        ipai store copy --to postgres://ipai@db.example.org/ipai
        ipai store copy --what commits --what corpora
        ipai store copy --from shared --to local --what skills --what memory
      """)

  static let usesBothDatabases = true

  @Option(help: StoreCopyAction.help("from", "store"))
  var from: String?

  @Option(help: StoreCopyAction.help("to", "store"))
  var to: String?

  @Option(help: StoreCopyAction.help("what", "kind"))
  var what: [StoreCopyAction.Kind] = []

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) throws -> StoreCopyAction.Request {
    var request = StoreCopyAction.Request()
    request.from = try from.map { try place($0, in: invocation) }
    request.to = try to.map { try place($0, in: invocation) }
    request.what = what
    return request
  }

  /// A path is relative to the current folder.
  private func place(_ text: String, in invocation: Invocation) throws -> String {
    guard !text.isEmpty, StoreCopyAction.isPath(text) else { return text }
    try StoreCopyAction.checkPath(text)
    return try invocation.world.absolute(text)
  }

  func table(_ outcome: StoreCopyAction.Outcome, in invocation: Invocation) -> String {
    let theme = invocation.theme
    var table = TextTable([
      .init(head: "KIND"), .init(head: "COPIED"), .init(head: "UNCHANGED"), .init(head: "DIFFERENT"),
      .init(head: "SHA256", style: theme.dim),
    ])
    for part in outcome.parts {
      table.add([
        part.kind.rawValue, "\(part.copied)", "\(part.unchanged)", "\(part.different.count)", part.checksum,
      ])
    }
    return table.rendered(theme)
  }

  func say(of outcome: StoreCopyAction.Outcome, in invocation: Invocation) {
    for part in outcome.parts {
      for different in part.different { invocation.say("\(different.name): \(different.reason)") }
      sayLeftOut(part, outcome.to, invocation)
    }
  }

  private func sayLeftOut(_ part: StoreCopyAction.Outcome.Part, _ place: String, _ invocation: Invocation) {
    let command = if part.kind == .commits { "ipai commits index PATH" } else { "ipai rag embed NAME" }
    let withoutExtension = part.leftOutVectors - part.unstorableVectors
    if withoutExtension > 0 {
      let vectors = Count.text(withoutExtension, "vector", "was", "were")
      invocation.say("\(vectors) left out, since \(place) has no pgvector; with it: \(command)")
    }
    if part.unstorableVectors > 0 {
      let vectors = Count.text(part.unstorableVectors, "vector", "was", "were")
      invocation.say(
        "\(vectors) left out, with numbers that \(place) cannot keep; to compute what is missing there: \(command)")
    }
  }

  func check(_ outcome: StoreCopyAction.Outcome) throws {
    let different = outcome.parts.flatMap(\.different)
    if let first = different.first {
      let others = different.count > 1 ? ", and \(Count.text(different.count - 1, "other"))" : ""
      let hint =
        if outcome.parts.contains(where: { $0.kind == .memory && !$0.different.isEmpty }) {
          "where both stores have messages of their own, copy in the other direction too"
        } else {
          String?.none
        }
      throw IpaiError(.conflict, "not the same in both stores: \(first.name)\(others)", hint: hint)
    }
    guard outcome.parts.allSatisfy({ $0.checksum == $0.copyChecksum }) else {
      throw IpaiError(.conflict, "the checksums of the stores differ")
    }
  }
}

extension StoreCopyAction.Kind: ExpressibleByArgument {}
