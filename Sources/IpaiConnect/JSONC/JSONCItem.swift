/// What is put into an object or array.
enum JSONCItem {
  case member(JSONCMember)
  case element(JSONCValue)

  func text(_ layout: JSONCLayout) -> String {
    switch self {
    case .member(let member): member.text(layout)
    case .element(let value): value.text(layout)
    }
  }
}
