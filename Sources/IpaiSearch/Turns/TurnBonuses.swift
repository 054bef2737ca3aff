/// What turns that match get beyond words and meaning.
struct TurnBonuses {
  /// The bonuses of one turn.
  struct Parts {
    /// For the best turn of its conversation.
    var conversation: Float = 0
    /// For its length.
    var length: Float = 0
    /// For its speaker.
    var speaker: Float = 0
    /// For its date.
    var date: Float = 0
  }

  private let turns: TurnCollection
  private let date: MonthText
  private let lengthWeight: Float
  /// By conversation: the score of its best turn.
  private let best: [Float]
  /// By the number of the speaker plus 1, as far as speakers are named: true for those who are.
  private let isNamed: [Bool]

  /// For the best turn of the conversation.
  private static let conversationWeight: Float = 0.1
  /// For a speaker whom the question names.
  static let speakerWeight: Float = 0.25
  /// For a date in the month or year that the question names.
  static let dateWeight: Float = 0.15

  /// `best` has the score of the best turn of each conversation; `lengthWeight` is for a turn that is long enough.
  init(_ turns: TurnCollection, _ question: TurnQuestion, best: [Float], lengthWeight: Float) {
    self.turns = turns
    self.best = best
    self.lengthWeight = lengthWeight
    date = question.date
    var isNamed = [Bool](repeating: false, count: Int(question.speakers.max() ?? -1) + 2)
    for speaker in question.speakers { isNamed[Int(speaker) + 1] = true }
    self.isNamed = isNamed
  }

  /// The bonuses of a turn.
  func parts(of document: Int) -> Parts {
    var parts = Parts()
    guard document < turns.conversations.count else { return parts }
    let conversation = Int(turns.conversations[document])
    if conversation >= 0 { parts.conversation = Self.conversationWeight * best[conversation] }
    parts.length = lengthWeight * turns.substance[document]
    let speaker = Int(turns.speakers[document]) + 1
    if speaker < isNamed.count, isNamed[speaker] { parts.speaker = Self.speakerWeight }
    if !date.isEmpty, date.agrees(with: turns.months[document]) { parts.date = Self.dateWeight }
    return parts
  }
}
