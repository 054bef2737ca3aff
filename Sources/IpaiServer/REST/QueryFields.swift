import Foundation
import IpaiActions
import IpaiCore

/// The query of an address as the JSON object that an action takes.
struct QueryFields {
  private let fields: [String: ActionEntry.FieldDescription]

  init(_ fields: [ActionEntry.FieldDescription]) {
    self.fields = Dictionary(uniqueKeysWithValues: fields.map { ($0.key, $0) })
  }

  /// Throws `IpaiError(.usage)` for a field that is given twice and takes one value. What is wrong with a value is left to the
  /// action, which says it in the same words to everyone.
  func json(_ query: [(key: Substring, value: Substring)]) throws -> Data {
    var values: [String: Any] = [:]
    for (key, value) in query.map({ (String($0.key), String($0.value)) }) {
      if case .texts? = fields[key]?.kind {
        values[key] = (values[key] as? [String] ?? []) + [value]
        continue
      }
      guard values[key] == nil else { throw IpaiError(.usage, "\(key.prefix(80)) is given twice") }
      values[key] = typed(value, as: fields[key]?.kind)
    }
    return try JSONSerialization.data(withJSONObject: values)
  }

  /// The value of a text where it is one of its kind, else the text.
  private func typed(_ text: String, as kind: FieldKind?) -> Any {
    switch kind {
    case .integer: Int(text) ?? text
    case .flag: ["true": true, "false": false][text] ?? text
    default: text
    }
  }
}
