/// The chart of the score by category.
extension PageCharts {
  /// The figure; nothing where there is no score.
  var scores: String {
    guard let score, let overall = score.overall else { return "" }
    let rows = score.categories.enumerated().map { index, item in
      bar(index, name: item.category.title, total: total(item), scoreBar(item))
    }
    let table = score.categories.map { item in
      "<tr><th scope=\"row\">\(item.category.title)</th><td class=\"amount\">\(Self.text(item.value))</td>"
        + "<td class=\"amount\">\(item.value == nil ? "" : "+" + Self.text(item.increase))</td></tr>"
    }
    return figure(
      "score", "Score by category", sentence(score, overall), rows, legend: "",
      table: "<tr><th scope=\"col\">Category</th><th scope=\"col\" class=\"amount\">Score</th>"
        + "<th scope=\"col\" class=\"amount\">Gain for the whole</th></tr>" + table.joined())
  }

  private func total(_ item: ScoreSummary.Category) -> String {
    guard let value = item.value else { return "not judged" }
    let gain = item.increase > 0 ? "<tspan class=\"gain\">+\(Self.text(item.increase)) if fixed</tspan> · " : ""
    return gain + Self.text(value)
  }

  private func scoreBar(_ item: ScoreSummary.Category) -> String {
    let track = rect("track", 0, 1, item.category.title + ": " + (item.value.map { Self.text($0) } ?? "not judged"))
    guard let value = item.value, value > 0 else { return track }
    return track + rect("score", 0, value / 100, "\(item.category.title): \(Self.text(value)) of 100")
  }

  private func sentence(_ score: ScoreSummary, _ overall: Double) -> String {
    let known = score.categories.filter { $0.value != nil }
    var text = "\(Self.text(overall)) of 100, the mean of \(GroupedDigits.text(known.count, "score"))."
    if let first = score.rules.first {
      let title = HTMLText.escaped(titles.title(first.rule) ?? first.rule)
      text += " Fixing “\(title)” raises it most, by \(Self.text(first.increase))."
    }
    return text
  }

  private static func text(_ value: Double?) -> String { value.map { NumberText.text($0, digits: 1) } ?? "–" }
}
