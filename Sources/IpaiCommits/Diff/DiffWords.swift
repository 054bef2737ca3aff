import IpaiGit

/// The words of a commit's diff: the most frequent identifiers of its added and removed lines and of the function
/// lines above them.
struct DiffWords {
  private(set) var identifiers = CountedIdentifiers()
  /// The first blob that a partial clone left out or that is damaged; nil when all could be read.
  private(set) var unreadable: ObjectID?
  private var files = 0
  private var bytes = 0

  /// How many identifiers of a commit are kept.
  private static let limit = 150
  /// How many identifiers of one file are kept until its commit is complete.
  private static let limitOfFile = 300
  /// Files and bytes of a commit beyond these are not read, which keeps a commit of any size cheap.
  private static let maxFiles = 500
  private static let maxBytes = 16 << 20

  var isFull: Bool { files >= Self.maxFiles || bytes >= Self.maxBytes }

  mutating func add(_ file: FileWords) {
    files += 1
    bytes += file.bytes
    unreadable = unreadable ?? file.unreadable
    file.counter.mostFrequent(Self.limitOfFile) { identifiers.append($0, $1) }
  }

  /// Sums what the files have in common and keeps the most frequent; `counter` is lent for it.
  mutating func complete(_ counter: inout IdentifierCounter) {
    counter.reset()
    identifiers.forEach { counter.add(UnsafeRawBufferPointer($0), $1) }
    identifiers = CountedIdentifiers()
    counter.mostFrequent(Self.limit) { identifiers.append($0, $1) }
  }
}

/// Identifiers with their counts, in a row.
struct CountedIdentifiers {
  private var letters: [UInt8] = []
  private var entries: [(length: Int32, count: Int32)] = []

  mutating func append(_ name: UnsafeBufferPointer<UInt8>, _ count: Int) {
    letters.append(contentsOf: name)
    entries.append((Int32(name.count), Int32(clamping: count)))
  }

  func forEach(_ body: (UnsafeBufferPointer<UInt8>, Int) -> Void) {
    letters.withUnsafeBufferPointer { letters in
      var start = 0
      for entry in entries {
        let end = start + Int(entry.length)
        body(UnsafeBufferPointer(rebasing: letters[start..<end]), Int(entry.count))
        start = end
      }
    }
  }
}
