/// How much work it is to follow an advice.
package enum Effort: String, Codable, CaseIterable, Sendable {
  case quick, moderate, significant
}
