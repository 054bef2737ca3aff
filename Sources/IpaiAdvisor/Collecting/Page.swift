/// A page of a list, as it is kept while a scan goes on.
struct Page<Element: Codable & Sendable>: Codable, Sendable {
  let elements: [Element]
  /// Why elements could not be read, in words.
  let problems: [String]
  /// The address of the next page; nil on the last one.
  let next: String?
  /// How many elements all pages have, as the API says.
  let total: Int?
}
