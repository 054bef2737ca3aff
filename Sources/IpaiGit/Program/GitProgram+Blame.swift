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

  /// True when a file goes through a filter that the repository's own configuration defines. It is not run, so that the file of
  /// the work tree cannot be compared with what is committed. Throws what `answer` throws.
  package func hasOwnFilter(_ path: String) async throws -> Bool {
    let names = Set(
      try await ownFilterSettings().map { $0.split(separator: ".").dropFirst().dropLast().joined(separator: ".") })
    if names.isEmpty { return false }
    // The path, "filter", and the name of the filter.
    let fields = try await answer(to: ["check-attr", "-z", "filter", "--", path]).split(separator: 0)
    return fields.count == 3 && names.contains(PathText.text(bytes: fields[2]))
  }

  /// Settings that take the programs out of the filters that the repository's own configuration defines; those of the user's
  /// configuration stay.
  private func withoutFilters() async throws -> [String: String] {
    Dictionary(try await ownFilterSettings().map { ($0, "") }) { first, _ in first }
  }

  /// The settings of the repository's own configuration that name the program of a filter.
  private func ownFilterSettings() async throws -> [String] {
    let names = "^filter\\..*\\.(clean|process)$"
    let fields: [ArraySlice<UInt8>]
    do {
      fields = try await answer(to: ["config", "--show-scope", "--name-only", "-z", "--get-regexp", names]).split(
        separator: 0)
    } catch let error as IpaiError where (error.cause as? GitProgramFailure)?.status == 1 {
      return []
    }
    return stride(from: 0, to: fields.count - 1, by: 2).compactMap { index in
      let scope = String(decoding: fields[index], as: UTF8.self)
      guard scope == "local" || scope == "worktree" else { return nil }
      return PathText.text(bytes: fields[index + 1])
    }
  }
}
