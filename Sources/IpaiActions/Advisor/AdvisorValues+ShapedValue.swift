import Foundation
package import IpaiAdvisor
import IpaiCore

extension FactTime: ShapedValue {
  package static var shape: Shape { .formatted("date-time") }
  package static var sample: FactTime { FactTime(Timestamp(seconds: 0)) }
}

extension Suppression: ShapedValue {
  package static var shape: Shape {
    let time = Shape.formatted("date-time")
    let optional: [(String, Shape)] = [
      ("account", .string), ("fingerprint", .string), ("rule", .string), ("urn", .string), ("owner", .string),
      ("until", time), ("removed_at", time),
    ]
    let required: [(String, Shape)] = [
      ("id", .integer), ("reason", .string), ("created_at", time), ("state", .choice(State.allCases.map(\.rawValue))),
    ]
    return .object(
      required.map { Shape.Property(key: $0.0, shape: $0.1, isRequired: true) }
        + optional.map { Shape.Property(key: $0.0, shape: $0.1, isRequired: false) })
  }

  package static var sample: Suppression {
    get throws {
      let text = #"{"id":1,"rule":"DO-COST-001","reason":"x","created_at":"1970-01-01T00:00:00Z","state":"active"}"#
      return try JSONDecoder().decode(Suppression.self, from: Data(text.utf8))
    }
  }
}
