extension Rule {
  /// Whether it can say something about a resource of a kind. A rule about what is no list of resources, such as the findings of
  /// DigitalOcean's own scan, can be about any, and each can be about the account as a whole.
  package func canBeAbout(_ kind: ResourceKind) -> Bool {
    if kind == .account { return true }
    let lists = subjects.filter(Self.listed.contains)
    return lists.isEmpty || kind.lists.contains(where: lists.contains)
  }

  /// What it is about, in words.
  package var subjectWords: String { subjects.map(\.name).joined(separator: ", ") }

  /// The lists that have resources of some kind.
  private static let listed = Set(ResourceKind.allCases.flatMap(\.lists))
}
