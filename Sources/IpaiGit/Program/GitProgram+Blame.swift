import IpaiCore

extension GitProgram {
  /// From which commits the lines of a file come: through changes of white space, through lines that moved within the file and,
  /// where only some lines are asked for, through lines that came from other files that the same commit changed.
  ///
  /// `revision` is the commit whose file is meant, nil for the file of the work tree. `path` is relative to the root of the
  /// repository. Throws what `answer` throws.
  package func blame(_ path: String, at revision: String?, lines: ClosedRange<Int>? = nil) async throws -> Blame {
    var words = ["blame", "--incremental", "--no-textconv", "--root", "-w", "-M"]
    if let lines { words += ["-C", "-L", "\(lines.lowerBound),\(lines.upperBound)"] }
    if let revision { words.append(revision) }
    var overrides: [String: String] = [:]
    // The file of a work tree goes through the filters that the configuration names.
    if revision == nil { overrides = try await withoutFilters() }
    return BlameParser.parse(try await answer(to: words + ["--", path], overrides: overrides))
  }

  /// Settings that take the programs out of the filters that the repository's own configuration defines; those of the user's
  /// configuration stay.
  private func withoutFilters() async throws -> [String: String] {
    let names = "^filter\\..*\\.(clean|process)$"
    let fields: [[UInt8]]
    do {
      fields = try await answer(to: ["config", "--show-scope", "--name-only", "-z", "--get-regexp", names])
        .split(separator: 0).map { Array($0) }
    } catch let error as IpaiError where (error.cause as? GitProgramFailure)?.status == 1 {
      return [:]
    }
    var overrides: [String: String] = [:]
    for index in stride(from: 0, to: fields.count - 1, by: 2) {
      let scope = String(decoding: fields[index], as: UTF8.self)
      if scope == "local" || scope == "worktree" { overrides[PathText.text(bytes: fields[index + 1])] = "" }
    }
    return overrides
  }
}
