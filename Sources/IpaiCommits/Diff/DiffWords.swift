import IpaiGit

/// The words of a commit's diff: the most frequent identifiers of its added and removed lines and of the function
/// lines above them.
struct DiffWords {
  /// The identifiers with their counts; once `complete` was called, the most frequent first.
  private(set) var identifiers = CountedIdentifiers()
  /// The first blob that a partial clone left out or that is damaged; nil when all could be read.
  private(set) var unreadable: ObjectID?
  private var files = 0
  private var bytes = 0

  /// How many identifiers of a commit are kept.
  private static let limit = 150
  /// How many identifiers of one file are kept until its commit is complete.
  private static let limitOfFile = 300
  /// How many files of a commit are read, which bounds the cost of a commit of any size.
  private static let maxFiles = 500
  /// How many bytes of a commit are read.
  private static let maxBytes = 16 << 20

  /// True when no more files of the commit are read.
  var isFull: Bool { files >= Self.maxFiles || bytes >= Self.maxBytes }

  /// Adds the words of a changed file.
  mutating func add(_ file: FileWords) {
    files += 1
    bytes += file.bytes
    unreadable = unreadable ?? file.unreadable
    file.counter.mostFrequent(Self.limitOfFile) { identifiers.append($0, $1) }
  }

  /// Adds up the counts of all files and keeps the most frequent identifiers. `counter` is only used as working memory.
  mutating func complete(_ counter: inout IdentifierCounter) {
    counter.reset()
    identifiers.forEach { counter.add(UnsafeRawBufferPointer($0), $1) }
    identifiers = CountedIdentifiers()
    counter.mostFrequent(Self.limit) { identifiers.append($0, $1) }
  }
}
