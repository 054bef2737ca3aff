/// What a path of keys leads to.
enum JSONCPlace {
  /// The value at the path, and the object of which it is a member.
  case value(JSONCEntry, in: JSONCNode)
  /// Nothing: the object lacks the first of the keys, which are the rest of the path.
  case missing(in: JSONCNode, [String])
  /// Nothing, since the text holds no value at all.
  case empty
}
