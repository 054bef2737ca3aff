/// What makes a finding the same in all scans: the rule, the resource and the part of it.
package struct FindingIdentity: Hashable, Codable, Sendable {
  package var fingerprint: String
  package var rule: String
  package var urn: URN
  package var subKey: String?

  enum CodingKeys: String, CodingKey {
    case fingerprint, rule, urn
    case subKey = "sub_key"
  }
}

extension Finding {
  /// What makes it the same in all scans.
  package var identity: FindingIdentity {
    FindingIdentity(fingerprint: fingerprint, rule: rule, urn: urn, subKey: subKey)
  }
}
