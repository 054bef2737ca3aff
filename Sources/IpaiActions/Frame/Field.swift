package import IpaiCore

/// One field of a request, declared once: its key, the values that it takes and what it means.
package struct Field<Request>: Sendable {
  /// The key in JSON; the verb's option has the same name with dashes.
  package let key: String
  /// The values that it takes.
  package let kind: FieldKind
  /// What it means, in one sentence.
  package let help: String
  /// Whether a request must have it.
  package let isRequired: Bool
  /// The default in words; nil where there is none.
  package let fallback: String?
  /// The paths that a request has in this field.
  let paths: @Sendable (Request) -> [String]
  /// How many values a request has in this field, and how many it may have.
  private let size: @Sendable (Request) -> (count: Int, most: Int)
  private let complaint: @Sendable (Request) -> String?

  /// `complaint` returns the value that the field does not take, as text; nil when the request is right.
  init(
    _ key: String, _ kind: FieldKind, _ help: String, isRequired: Bool = false, fallback: String? = nil,
    paths: @escaping @Sendable (Request) -> [String] = { _ in [] },
    size: @escaping @Sendable (Request) -> (count: Int, most: Int) = { _ in (0, 1) },
    complaint: @escaping @Sendable (Request) -> String?
  ) {
    self.paths = paths
    self.size = size
    self.key = key
    self.kind = kind
    self.help = help
    self.isRequired = isRequired
    self.fallback = fallback
    self.complaint = complaint
  }

  /// Throws `IpaiError(.usage)` when the request holds a value that this field does not take.
  package func check(_ request: Request) throws(IpaiError) {
    let (count, most) = size(request)
    guard count <= most else { throw IpaiError(.usage, "\(key) must be at most \(most) values, not \(count)") }
    if let complaint = complaint(request) { throw wrong(complaint) }
  }

  /// The error for a value of the wrong type or out of bounds; `value` is quoted where it is known.
  package func wrong(_ value: String? = nil) -> IpaiError {
    let given = value.map { ", not '\($0.prefix(80))'" } ?? ""
    return IpaiError(.usage, "\(key) must be \(kind.expectation)\(given)")
  }
}
