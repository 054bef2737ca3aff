import IpaiCore

/// A source of which nothing is there any more: another machine may have had it at this path, or a disk is not mounted.
enum LostSource {
  /// Throws `IpaiError(.conflict)` where all that is known of a source would be forgotten in a store that machines share.
  ///
  /// `known` are the files that are known, all of which have vanished from what was `found`. A file that is left out now is there as well.
  static func check(_ source: StoredSource, _ known: [KnownFile], found: Int, in sharing: StoreSharing) throws {
    guard sharing != .alone, !known.isEmpty, found == 0 || sharing == .unnamed else { return }
    let isHere = known.contains { FileStatus(PassagePlace.path(source.path, $0.path)) != nil }
    guard !isHere else { return }
    let count = known.count == 1 ? "the file" : "any of the \(known.count) files"
    let message =
      "\(source.path) does not have \(count) that the corpus '\(source.corpus)' has of it; nothing was changed"
    guard found > 0 else {
      throw IpaiError(
        .conflict, message, hint: "is it mounted? To forget them: ipai rag sync --corpus \(source.corpus) --prune")
    }
    throw IpaiError(
      .conflict, message,
      hint: """
        if they are those of another machine, give this one a name with IPAI_MACHINE; to replace them: \
        ipai rag sync --corpus \(source.corpus) --prune
        """)
  }
}
