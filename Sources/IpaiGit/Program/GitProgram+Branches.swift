extension GitProgram {
  /// Whether a branch of this name, here or of a remote, has the commit with this id. False where git cannot say.
  package func branch(_ name: String, has commit: String) async -> Bool {
    let words = ["for-each-ref", "--contains=\(commit)", "--format=%(refname)", "refs/heads/", "refs/remotes/"]
    guard let answer = try? await answer(to: words) else { return false }
    return answer.split(separator: UInt8(ascii: "\n")).contains { line in
      let parts = String(decoding: line, as: UTF8.self).split(separator: "/", maxSplits: 2)
      guard parts.count == 3 else { return false }
      if parts[1] == "heads" { return parts[2] == name }
      return parts[2].split(separator: "/", maxSplits: 1).last.map { $0 == name } ?? false
    }
  }
}
