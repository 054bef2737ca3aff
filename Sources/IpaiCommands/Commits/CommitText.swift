import Foundation
import IpaiActions
import IpaiCommits
import IpaiCore
import IpaiGit

/// The text of a commit, as `commits show` writes it for people.
struct CommitText {
  /// The colours.
  let theme: Theme

  /// The commit with its message and paths, and its patch where there is one.
  func text(_ shown: ShownCommit) -> String {
    let commit = shown.commit
    var lines = [theme.id("commit \(commit.id)")]
    lines += commit.parents.map { theme.dim("parent ") + $0 }
    lines.append(line("author", commit.author, commit.authored.rfc3339))
    lines.append(line("committer", commit.committer, commit.committed.rfc3339))
    lines += [""] + message(commit) + [""]
    lines += commit.changes.map { "\($0.kind)  \(TerminalText.sanitized($0.path))" }
    if commit.arePathsCut {
      lines.append(theme.dim("and more, which the index does not keep"))
    }
    lines += (shown.conversations ?? []).map(conversation)
    var text = lines.joined(separator: "\n") + "\n"
    guard let patch = shown.patch, !patch.isEmpty else { return text }
    text += "\n" + colored(Array(patch.utf8))
    if shown.isPatchCut == true {
      let limit = ByteCount.text(GitPatch.maxBytes)
      text += theme.dim("and more: a patch is shown up to \(limit); to see all of it: git show \(commit.id)") + "\n"
    }
    return text
  }

  private func conversation(_ about: LinkedConversation) -> String {
    let relations = theme.dim("\(about.relations.joined(separator: ", ")) in conversation ")
    return relations + TerminalText.sanitized("\(about.sessionID): \(about.title)")
  }

  private func line(_ role: String, _ person: Person, _ date: String) -> String {
    theme.dim(role + " ") + TerminalText.sanitized(person.full) + " " + date
  }

  /// The lines of the message, indented; CR LF ends a line as LF does.
  private func message(_ commit: StoredCommit) -> [String] {
    let text = commit.message.replacing("\r\n", with: "\n").trimmingCharacters(in: .newlines)
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(Self.indented)
    if commit.isMessageCut {
      lines.append(theme.dim("    and more: the index keeps the first 64 KiB of a message"))
    }
    return lines
  }

  /// The line after four spaces; an empty line stays empty.
  private static func indented(_ line: Substring) -> String {
    guard !line.isEmpty else { return "" }
    return "    " + TerminalText.sanitized(line)
  }

  /// The patch with each line in its colour. Tabs are kept; other characters that control a terminal are made harmless.
  private func colored(_ patch: [UInt8]) -> String {
    patch.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast().map { bytes in
      var bytes = bytes
      if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
      let line = String(decoding: bytes, as: UTF8.self)
      let clean = line.split(separator: "\t", omittingEmptySubsequences: false)
        .map { TerminalText.sanitized($0) }.joined(separator: "\t")
      return style(line)(clean) + "\n"
    }.joined()
  }

  private func style(_ line: String) -> (String) -> String {
    if line.hasPrefix("@@") { return theme.place }
    if ["+++", "---", "diff ", "index "].contains(where: { line.hasPrefix($0) }) { return theme.bold }
    if line.hasPrefix("+") { return theme.added }
    if line.hasPrefix("-") { return theme.removed }
    return { $0 }
  }
}
