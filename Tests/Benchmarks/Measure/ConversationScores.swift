/// How well the questions of a split are answered, while that is collected.
struct ConversationScores {
  private typealias Scores = [HistorySearch.Target: [HistorySearch.Way: RetrievalScore]]
  private var bySource: [String: [Scores]] = [:]

  /// What is printed. Keys are `turns` and `sessions`, then ways, then, where there are several, sources.
  struct Report: Encodable {
    /// How many queries each source has.
    var queries: [String: Int] = [:]
    /// The means of the sources' means.
    var macro: [String: [String: RetrievalScore]] = [:]
    /// The mean of each source.
    var sources: [String: [String: [String: RetrievalScore]]] = [:]
    /// Hybrid minus words, by metric, with the 95 % interval.
    var gain: [String: [String: PairedBootstrap]] = [:]
  }

  /// Adds what one query scored.
  mutating func add(_ scores: [HistorySearch.Target: [HistorySearch.Way: RetrievalScore]], source: String) {
    bySource[source, default: []].append(scores)
  }

  /// The means and the gain.
  var report: Report {
    var report = Report(queries: bySource.mapValues(\.count))
    for target in HistorySearch.Target.allCases {
      for way in HistorySearch.Way.allCases {
        let means = bySource.mapValues { scores in RetrievalScore.mean(scores.compactMap { $0[target]?[way] }) }
        report.macro[target.rawValue, default: [:]][way.rawValue] = RetrievalScore.mean(Array(means.values))
        report.sources[target.rawValue, default: [:]][way.rawValue] = means
      }
      report.gain[target.rawValue] = [
        "ndcg@10": gain(target, \.ndcg), "recall@5": gain(target, \.recall5), "recall@10": gain(target, \.recall10),
      ]
    }
    return report
  }

  private func gain(_ target: HistorySearch.Target, _ metric: (RetrievalScore) -> Double) -> PairedBootstrap {
    let sources = bySource.sorted { $0.key < $1.key }
    return PairedBootstrap(
      sources.map { _, scores in
        scores.compactMap { query in
          guard let hybrid = query[target]?[.hybrid], let words = query[target]?[.words] else { return nil }
          return metric(hybrid) - metric(words)
        }
      })
  }
}
