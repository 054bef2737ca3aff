import IpaiDatabase
import Synchronization

/// The postings of words that occur so often in a collection that reading them again for each search takes most of its time.
///
/// It holds for one state of the collection. What has not been asked for longest gives way.
final class PostingsCache: Sendable {
  private struct Kept {
    let postings: [TermPostings.Posting]
    var lastUse: Int
  }

  private struct State {
    var kept: [String: Kept] = [:]
    var count = 0
    var uses = 0
  }

  private let state = Mutex(State())

  /// How many postings a word has that is worth keeping; reading as many takes 50 microseconds.
  private static let least = 1_000
  /// How many postings are kept of all words, of 16 bytes each.
  private static let most = 2_000_000

  /// The postings of `phrases`, of which `read` gives those that are not here. Throws what `read` throws.
  func lists(
    of phrases: [String], _ read: ([String]) throws -> [[TermPostings.Posting]]
  ) rethrows -> [[TermPostings.Posting]] {
    let known = phrases.map(kept)
    let missing = zip(phrases, known).filter { $0.1 == nil }.map(\.0)
    var lists = try read(missing)[...]
    for (phrase, postings) in zip(missing, lists) { keep(postings, of: phrase) }
    return known.map { $0 ?? lists.popFirst() ?? [] }
  }

  /// The postings of a phrase; nil when they are not here.
  func kept(_ phrase: String) -> [TermPostings.Posting]? {
    state.withLock { state in
      state.uses += 1
      state.kept[phrase]?.lastUse = state.uses
      return state.kept[phrase]?.postings
    }
  }

  /// Keeps the postings of a phrase, if there are enough of them.
  func keep(_ postings: [TermPostings.Posting], of phrase: String) {
    guard postings.count >= Self.least else { return }
    state.withLock { state in
      guard state.kept[phrase] == nil else { return }
      state.kept[phrase] = Kept(postings: postings, lastUse: state.uses)
      state.count += postings.count
      while state.count > Self.most, let oldest = state.kept.min(by: { $0.value.lastUse < $1.value.lastUse }) {
        state.kept[oldest.key] = nil
        state.count -= oldest.value.postings.count
      }
    }
  }
}
