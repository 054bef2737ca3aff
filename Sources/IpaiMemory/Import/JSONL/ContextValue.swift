/// A value of a conversation's context: a text, or a number, a truth value or a list of them as text.
struct ContextValue: Decodable {
  let text: String

  /// Reads a value. Throws when it is an object.
  init(from decoder: any Decoder) throws {
    if var list = try? decoder.unkeyedContainer() {
      var lines: [String] = []
      while !list.isAtEnd { lines.append(try list.decode(ContextValue.self).text) }
      text = lines.joined(separator: "\n")
      return
    }
    let container = try decoder.singleValueContainer()
    if let flag = try? container.decode(Bool.self) {
      text = String(flag)
    } else if let number = try? container.decode(Int64.self) {
      text = String(number)
    } else if let number = try? container.decode(Double.self) {
      text = String(number)
    } else if container.decodeNil() {
      text = ""
    } else {
      text = try container.decode(String.self)
    }
  }
}
