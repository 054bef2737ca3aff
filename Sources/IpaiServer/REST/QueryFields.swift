import Foundation
import IpaiActions
import IpaiCore

/// Turns the query of an address into the JSON object that an action takes.
struct QueryFields {
  private let fields: [String: ActionEntry.FieldDescription]

  /// The fields that a query may have.
  init(_ fields: [ActionEntry.FieldDescription]) {
    self.fields = Dictionary(uniqueKeysWithValues: fields.map { ($0.key, $0) })
  }

  /// The JSON object of a query. Values are not checked here: the action does that, in the same words for every interface.
  ///
  /// - Throws: `IpaiError(.usage)` for a field that takes one value and is given twice.
  func json(_ query: [(key: String, value: String)]) throws -> Data {
    var values: [String: Any] = [:]
    for (key, value) in query {
      switch fields[key]?.kind {
      case .texts?, .paths?, .choices?:
        values[key] = (values[key] as? [String] ?? []) + [value]
        continue
      default: break
      }
      guard values[key] == nil else { throw IpaiError(.usage, "\(key.prefix(80)) is given twice") }
      values[key] = typed(value, as: fields[key]?.kind)
    }
    return try JSONSerialization.data(withJSONObject: values)
  }

  /// The value that a text stands for, if it is one of this kind; otherwise the text.
  private func typed(_ text: String, as kind: FieldKind?) -> Any {
    switch kind {
    case .integer: Int(text) ?? text
    case .number: Double(text) ?? text
    case .flag: ["true": true, "false": false][text] ?? text
    default: text
    }
  }
}
