import IpaiSearch

/// The terms of messages, as they are indexed.
enum MessageWords {
  /// The terms of all passages, by conversation and in order. Throws `IpaiError(.internal)` when SQLite has no FTS5.
  static func of(_ conversations: [PreparedConversation]) throws -> [[String]] {
    let analyzer = try AnalyzerPool.shared.take()
    defer { AnalyzerPool.shared.giveBack(analyzer) }
    return conversations.map { conversation in
      conversation.messages.flatMap { message in message.passages.map { terms($0, analyzer) } }
    }
  }

  /// Stems and identifiers: people paste names from code.
  private static func terms(_ text: String, _ analyzer: TextAnalyzer) -> String {
    var copy = text
    var terms: [UInt8] = []
    copy.withUTF8 { bytes in
      analyzer.appendStems(of: bytes, to: &terms)
      analyzer.appendIdentifiers(of: bytes, to: &terms)
    }
    return String(decoding: terms, as: UTF8.self)
  }
}
