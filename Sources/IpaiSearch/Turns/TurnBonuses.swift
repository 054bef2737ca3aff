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
  private let named: NamedSpeakers

  /// For the best turn of the conversation.
  private static let conversationWeight: Float = 0.1
  /// For a speaker whom the question names.
  static let speakerWeight: Float = 0.25
  /// For a date in the month or year that the question names.
  static let dateWeight: Float = 0.15

  /// `best` has the score of the best turn of each conversation; `lengthWeight` is for a turn that is long enough.
  init(
    _ turns: TurnCollection, _ question: TurnQuestion, _ named: NamedSpeakers, best: [Float], lengthWeight: Float
  ) {
    self.turns = turns
    self.best = best
    self.lengthWeight = lengthWeight
    self.named = named
    date = question.date
  }

  /// The bonuses of a turn.
  func parts(of document: Int) -> Parts {
    var parts = Parts()
    guard document < turns.conversations.count else { return parts }
    let conversation = Int(turns.conversations[document])
    if conversation >= 0 { parts.conversation = Self.conversationWeight * best[conversation] }
    parts.length = lengthWeight * turns.substance[document]
    if named.contains(turns.speakers[document]) { parts.speaker = Self.speakerWeight }
    if !date.isEmpty, date.agrees(with: turns.months[document]) { parts.date = Self.dateWeight }
    return parts
  }
}
