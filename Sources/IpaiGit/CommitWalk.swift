package import IpaiCore

/// A walk over history from its tips, newest first by committer date, as `git rev-list TIPS --not HIDDEN` makes it.
///
/// Shallow clones end at their boundary; a commit that is missing or damaged ends its line and is listed in `broken`.
package struct CommitWalk {
  /// The bounds of a walk, apart from where it starts and what it hides.
  package struct Limits: Sendable, Equatable {
    /// Commits before this moment end their line; nil for no such bound.
    package var since: Timestamp?
    /// The number of commits after which the walk ends; nil for no such bound.
    package var maxCommits: Int?

    /// Limits with the given bounds.
    package init(since: Timestamp? = nil, maxCommits: Int? = nil) {
      self.since = since
      self.maxCommits = maxCommits
    }
  }

  /// The commits that can be reached from the tips and not from the hidden ones, newest first.
  package private(set) var commits: [ObjectID] = []
  /// Commits that could not be read.
  package private(set) var broken: [ObjectID] = []
  /// True when the history of a shallow clone ended the walk somewhere.
  package private(set) var reachedShallowBoundary = false
  /// True when every hidden commit was met on the way from the tips, and so reaches nothing that they do not reach.
  package var reachedAllHidden: Bool { unmet.isEmpty }

  private struct Node {
    let id: ObjectID
    let seconds: Int64
    /// The range of its parents in `edges`; empty for a commit at the boundary of a shallow clone.
    var parents: Range<Int>
    var isHidden: Bool
  }

  private var nodes: [Node] = []
  private var edges: [ObjectID] = []
  private var places: [ObjectID: Int] = [:]
  private var queue = NewestFirstQueue()
  /// The number of commits in the queue that are not hidden; when none is left, nothing new can be found.
  private var visibleInQueue = 0
  private let boundary: Set<ObjectID>
  /// The hidden commits that have not been met on the way from the tips.
  private var unmet: Set<ObjectID>

  /// Makes the whole walk. Throws `IpaiError(.interrupted)` when `isCancelled`, which is asked between commits, says so.
  package init(
    _ repository: borrowing GitRepository, from tips: [ObjectID], hiding hidden: [ObjectID] = [],
    limits: Limits = Limits(), isCancelled: () -> Bool = { false }
  ) throws {
    boundary = repository.shallowBoundary
    unmet = Set(hidden)
    for id in hidden where repository.contains(id) { enqueue(id, hidden: true, repository) }
    for id in tips { enqueue(id, hidden: false, repository) }
    try walk(repository, limits, streaming: hidden.isEmpty, isCancelled)
    if !hidden.isEmpty { commits.removeAll { nodes[places[$0] ?? 0].isHidden } }
    if let most = limits.maxCommits, commits.count > most { commits.removeSubrange(most...) }
  }

  private mutating func walk(
    _ repository: borrowing GitRepository, _ limits: Limits, streaming: Bool, _ isCancelled: () -> Bool
  ) throws {
    var patience = Self.slop
    var oldest = Int64.max
    while let place = queue.pop() {
      if isCancelled() { throw IpaiError(.interrupted, "interrupted") }
      let node = nodes[place]
      if !node.isHidden { visibleInQueue -= 1 }
      if node.isHidden && visibleInQueue == 0 {
        // A wrong clock can hide that a visible commit is reachable from a hidden one, so the walk goes a little further.
        if node.seconds >= oldest {
          patience = Self.slop
        } else {
          patience -= 1
          if patience < 0 { return }
        }
      }
      if !node.isHidden {
        if let since = limits.since, node.seconds < since.seconds { continue }
        commits.append(node.id)
        oldest = min(oldest, node.seconds)
        if streaming, let most = limits.maxCommits, commits.count >= most { return }
      }
      for index in node.parents { enqueue(edges[index], hidden: node.isHidden, repository) }
    }
  }

  /// The number of steps past the last visible commit, which is git's (revision.c, SLOP).
  private static let slop = 5

  private mutating func enqueue(_ id: ObjectID, hidden: Bool, _ repository: borrowing GitRepository) {
    if !hidden { unmet.remove(id) }
    if let place = places[id] {
      if hidden && !nodes[place].isHidden { hide(place) }
      return
    }
    guard let (seconds, parents) = links(of: id, repository) else {
      if !hidden { broken.append(id) }
      return
    }
    let start = edges.count
    if boundary.contains(id) {
      reachedShallowBoundary = true
    } else {
      edges.append(contentsOf: parents)
    }
    let place = nodes.count
    nodes.append(Node(id: id, seconds: seconds, parents: start..<edges.count, isHidden: hidden))
    places[id] = place
    queue.push(place, seconds)
    if !hidden { visibleInQueue += 1 }
  }

  /// Hides a commit that was seen before, and all that was reached through it.
  private mutating func hide(_ start: Int) {
    var stack = [start]
    while let place = stack.popLast() {
      if nodes[place].isHidden { continue }
      nodes[place].isHidden = true
      if queue.contains(place) { visibleInQueue -= 1 }
      for index in nodes[place].parents {
        if let parent = places[edges[index]], !nodes[parent].isHidden { stack.append(parent) }
      }
    }
  }

  private func links(of id: ObjectID, _ repository: borrowing GitRepository) -> (Int64, [ObjectID])? {
    guard let object = try? repository.read(id), object.isCommit, let header = CommitHeader(object.bytes) else {
      return nil
    }
    return (Signature.seconds(in: object.bytes[header.committer]), header.parents)
  }
}
