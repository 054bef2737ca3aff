/// Asks several servers at the same time.
package enum ParallelGathering {
  /// The answers of all targets, in their order. Each is asked in a task of its own, so that the slowest decides how long it takes.
  package static func answers<Target: Sendable, Answer: Sendable>(
    of targets: [Target], ask: @escaping @Sendable (Target) async -> Answer
  ) async -> [Answer] {
    await withTaskGroup(of: (Int, Answer).self) { group in
      for (index, target) in targets.enumerated() { group.addTask { (index, await ask(target)) } }
      var answers: [Int: Answer] = [:]
      for await (index, answer) in group { answers[index] = answer }
      return targets.indices.compactMap { answers[$0] }
    }
  }
}
