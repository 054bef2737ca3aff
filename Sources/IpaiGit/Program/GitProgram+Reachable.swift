extension GitProgram {
  /// How many ids fit into a command line.
  private static let idsAtOnce = 500

  /// Those of these commits, all of which are in the repository, that neither a reference nor HEAD leads to.
  ///
  /// Throws what `answer` throws.
  package func unreachable(_ ids: [String]) async throws -> Set<String> {
    var found: Set<String> = []
    for start in stride(from: 0, to: ids.count, by: Self.idsAtOnce) {
      let some = ids[start..<min(ids.count, start + Self.idsAtOnce)]
      let answer = try await answer(to: ["rev-list"] + some + ["--not", "--all", "--"])
      let missing = answer.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
      found.formUnion(Set(missing).intersection(some))
    }
    return found
  }
}
