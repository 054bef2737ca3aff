/// The speakers whom a question names, for a quick look at each turn.
struct NamedSpeakers {
  /// By the number of the speaker plus 1, as far as speakers are named: true for those who are.
  private let isNamed: [Bool]

  /// The speakers with these numbers.
  init(_ speakers: Set<Int32>) {
    var isNamed = [Bool](repeating: false, count: Int(speakers.max() ?? -1) + 2)
    for speaker in speakers { isNamed[Int(speaker) + 1] = true }
    self.isNamed = isNamed
  }

  /// True when the speaker with this number, -1 for none, is named.
  func contains(_ speaker: Int32) -> Bool {
    let place = Int(speaker) + 1
    return place < isNamed.count && isNamed[place]
  }
}
