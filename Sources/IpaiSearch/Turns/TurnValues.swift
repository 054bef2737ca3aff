/// What turns score by their words and by their meaning, with the shares of their neighbours.
struct TurnValues {
  /// By document: the sum of all parts; 0 for a turn that may not be found, or matches neither by words nor by meaning
  /// nor by its speaker.
  private(set) var sums: [Float]
  private let turns: TurnCollection
  /// By the number of the document plus 1, as neighbours are (`TurnCollection`): what its own words give.
  private let own: [Float]
  /// By the number of the document plus 1; nil when only words count.
  private let similarities: [Float]?

  /// What a turn that holds all of the question's words scores for them.
  static let wordWeight: Float = 0.9
  /// The share of the words of the turns that stand next to it, and of those one further.
  private static let nextWords: Float = 0.4
  private static let secondWords: Float = 0.2
  /// The share of the similarity of the turn before it, and of those after it and before that one.
  private static let previousMeaning: Float = 0.15
  private static let otherMeaning: Float = 0.05

  /// `share` is what the scores of words are multiplied by, `floor` the least similarity of a turn with none of the words, and
  /// `named` the speakers all of whose turns match.
  init(
    _ words: TermScores, share: Float, _ similarities: [Float]?, floor: Float, _ turns: TurnCollection,
    _ named: NamedSpeakers
  ) {
    let size = words.scores.count
    // A turn can have been added between the reading of the two.
    let places = max(size, turns.neighbours.count) + 1
    self.turns = turns
    own = Self.placed(words.scores, places, share: share)
    self.similarities = similarities.map { Self.placed($0, places, share: 1) }
    sums = []
    sums = (0..<size).map { document in
      guard words.allowed[document] == 1 else { return 0 }
      let around = around(document)
      let own = own[document + 1]
      let isNamed = document < turns.speakers.count && named.contains(turns.speakers[document])
      let isNear = (self.similarities?[document + 1] ?? -1) >= floor
      guard own > 0 || around > 0 || isNear || isNamed else { return 0 }
      return max(.leastNormalMagnitude, own + around + meaning(document))
    }
  }

  private static func placed(_ values: [Float], _ places: Int, share: Float) -> [Float] {
    var placed = [Float](repeating: 0, count: places)
    for document in values.indices { placed[document + 1] = values[document] * share }
    return placed
  }

  /// What the words of its neighbours give to a turn.
  func around(_ document: Int) -> Float {
    guard document < turns.neighbours.count else { return 0 }
    let places = turns.neighbours[document]
    return Self.nextWords * (own[Int(places[0])] + own[Int(places[1])])
      + Self.secondWords * (own[Int(places[2])] + own[Int(places[3])])
  }

  /// The similarity of a turn with the shares of its neighbours; never negative.
  func meaning(_ document: Int) -> Float {
    guard let similarities else { return 0 }
    guard document < turns.neighbours.count else { return max(0, similarities[document + 1]) }
    let places = turns.neighbours[document]
    let more =
      Self.previousMeaning * similarities[Int(places[0])]
      + Self.otherMeaning * (similarities[Int(places[1])] + similarities[Int(places[2])])
    return max(0, similarities[document + 1] + more)
  }

  /// The highest sum of each conversation.
  var bestOfConversations: [Float] {
    var best = [Float](repeating: 0, count: turns.conversationCount)
    for document in 0..<min(sums.count, turns.conversations.count) where turns.conversations[document] >= 0 {
      let conversation = Int(turns.conversations[document])
      best[conversation] = max(best[conversation], sums[document])
    }
    return best
  }
}
