import IpaiCore
import Foundation

/// What the metrics endpoints answer: series with their labels (Prometheus HTTP API, "range vectors").
struct MetricMatrix: Decodable, Sendable {
  /// A series with its labels.
  struct Row: Decodable, Sendable {
    let labels: [String: String]
    let series: MetricSeries

    enum CodingKeys: String, CodingKey {
      case values
      case labels = "metric"
    }

    init(from decoder: any Decoder) throws {
      let members = try decoder.container(keyedBy: CodingKeys.self)
      labels = try members.decodeIfPresent([String: String].self, forKey: .labels) ?? [:]
      var series = MetricSeries()
      for sample in try members.decodeIfPresent([Sample].self, forKey: .values) ?? [] {
        guard let value = sample.value, series.times.last.map({ $0 < sample.time }) ?? true else { continue }
        series.times.append(sample.time)
        series.values.append(value)
      }
      self.series = series
    }
  }

  /// A moment and the value as a text; nil for one that is no finite number.
  struct Sample: Decodable, Sendable {
    let time: Double
    let value: Double?

    init(from decoder: any Decoder) throws {
      var list = try decoder.unkeyedContainer()
      time = try list.decode(Double.self)
      guard !list.isAtEnd else {
        value = nil
        return
      }
      let number: Double?
      if let text = try? list.decode(String.self) {
        number = Double(text)
      } else {
        number = try list.decode(Double.self)
      }
      value = number.flatMap { $0.isFinite ? $0 : nil }
    }
  }

  private struct Body: Decodable { let result: [Row]? }
  private enum CodingKeys: CodingKey { case data }

  let rows: [Row]

  init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: CodingKeys.self)
    rows = try members.decodeIfPresent(Body.self, forKey: .data)?.result ?? []
  }

  /// Reads an answer. Throws `APIFailure(.unreadable)`.
  static func read(_ body: Data) throws -> MetricMatrix {
    do { return try JSONDecoder().decode(Self.self, from: body) } catch {
      throw APIFailure(
        kind: .unreadable, reason: "the answer is no series of samples: \(DecodingError.words(of: error))")
    }
  }

  /// The first series that has samples.
  var first: MetricSeries? { rows.lazy.map(\.series).first { !$0.values.isEmpty } }
}
