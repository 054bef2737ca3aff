import IpaiCore

/// A request that says who promotes, how that is signed, and whether others are told.
package protocol SigningRequest: ActionRequest {
  /// Who promotes; nil for whoever CI or git names.
  var by: String? { get set }
  /// The file with the key that signs; nil for that of the environment, or none.
  var sign: String? { get set }
  /// The name under which it is signed; nil for whom git names.
  var signer: String? { get set }
  /// Whether the receivers of messages are told.
  var rollout: Bool { get set }
}

extension SigningRequest {
  /// The fields of signing, for the list of an action.
  package static var signingFields: [Field<Self>] {
    [
      .text("by", \.by, minBytes: 1, maxBytes: 255, "Who promotes, for the record.", fallback: "whom CI or git names"),
      .path("sign", \.sign, "The file with the SSH key that signs; without it, the key in IPAI_SIGNING_KEY, if any."),
      .text(
        "signer", \.signer, minBytes: 1, maxBytes: 255, "The name under which it is signed.",
        fallback: "IPAI_SIGNER, or the address that git knows"),
      .usually("rollout", \.rollout, "Whether the receivers whose addresses are in the environment are told."),
    ]
  }
}
