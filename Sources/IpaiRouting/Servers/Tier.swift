/// How much harm a mistake on a server does, from `dev` up to `prod`.
package enum Tier: String, Codable, CaseIterable, Sendable, Comparable {
  case dev, lab, staging, prod

  private var height: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  package static func < (left: Tier, right: Tier) -> Bool { left.height < right.height }
}
