package import Foundation
import IpaiCore

/// Requests as JSON, for every face that receives JSON.
package enum RequestCoding<Work: Action> {
  /// The request in a JSON object, with defaults for what the object leaves out.
  ///
  /// Throws `IpaiError(.usage)` naming the key that is unknown, missing or of the wrong type; bounds are checked when
  /// the request runs.
  package static func decode(_ json: Data) throws -> Work.Request {
    guard let values = try? JSONSerialization.jsonObject(with: json) as? [String: Any] else {
      throw IpaiError(.usage, "a request of \(Work.name.words) must be a JSON object")
    }
    try check(keys: values.keys)
    let given = values.filter { !($0.value is NSNull) }
    let defaults = try object(of: Work.Request())
    do { return try decode(given, over: defaults) } catch {
      throw wrong(given, defaults)
    }
  }

  /// The request as a JSON object, without fields that are nil.
  package static func encode(_ request: Work.Request) throws -> Data {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(request)
  }

  private static func check(keys: some Sequence<String>) throws {
    let known = Set(Work.fields.map(\.key))
    if let unknown = keys.filter({ !known.contains($0) }).min() {
      throw IpaiError(
        .usage, "\(Work.name.words) has no field '\(unknown.prefix(80))'",
        hint: "its fields are: \(Work.fields.map(\.key).joined(separator: ", "))")
    }
    let given = Set(keys)
    if let missing = Work.fields.first(where: { $0.isRequired && !given.contains($0.key) }) {
      throw IpaiError(.usage, "\(missing.key) is missing: \(missing.help)")
    }
  }

  private static func object(of request: Work.Request) throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: encode(request)) as? [String: Any] ?? [:]
  }

  private static func decode(_ values: [String: Any], over defaults: [String: Any]) throws -> Work.Request {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let json = try JSONSerialization.data(withJSONObject: defaults.merging(values) { $1 })
    return try decoder.decode(Work.Request.self, from: json)
  }

  /// The error for the value that cannot be decoded, in the words of its field. Each value is decoded by itself, since
  /// the decoder does not always say which one failed.
  private static func wrong(_ values: [String: Any], _ defaults: [String: Any]) -> IpaiError {
    for field in Work.fields {
      guard let value = values[field.key], (try? decode([field.key: value], over: defaults)) == nil else { continue }
      return field.wrong(value as? String)
    }
    return IpaiError(.usage, "the request cannot be read")
  }
}
