extension GitProgram {
  /// The first line of git's answer; nil where it has none, or ends with another status than 0.
  package func line(of arguments: [String]) async -> String? {
    guard let answer = try? await answer(to: arguments) else { return nil }
    let line = answer.prefix { $0 != UInt8(ascii: "\n") }
    return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
  }

  /// The paths beneath a folder of the work tree whose files differ from HEAD, new ones included. Throws what `answer` throws.
  package func changedFiles(in folder: String) async throws -> [String] {
    let place = folder.isEmpty ? [] : ["--", folder]
    let answer = try await answer(
      to: ["status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=normal"] + place)
    return answer.split(separator: 0).map { String(decoding: $0.dropFirst(3), as: UTF8.self) }
  }
}
