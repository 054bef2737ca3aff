/// A kind of secret: what it is called, the texts to look for first and how to recognize it beside them.
struct SecretRule: Sendable {
  /// How a secret is recognized once one of the anchors is found.
  enum Form: Sendable {
    /// Pieces that follow the anchor, and pieces before it, which are matched from the right to the left.
    case token(SecretTokenForm)
    /// A block of PEM that the anchor begins.
    case privateKey
    /// The password in `scheme://user:password@host`, whose `://` is the anchor.
    case urlPassword
    /// The credentials of an HTTP header of authorization whose name is the anchor.
    case authorization
    /// The credentials after a scheme of authorization, which is the anchor.
    case credentials
    /// The password after the option of `curl` that is the anchor.
    case curlUser
    /// A value of this very form that is assigned to a name that has the anchor in it.
    case named([SecretPiece])
    /// A value that looks like a secret and is assigned to a name that has the anchor in it.
    case assigned(SecretNameKind)
    /// Nothing: what the anchor begins was redacted before.
    case marker
  }

  /// The name, which is that of gitleaks where it has such a rule.
  let id: String
  /// The texts that are looked for first, in small letters if case is ignored; each has at least three bytes.
  let anchors: [[UInt8]]
  /// True when the anchors match in letters of any case.
  let ignoresCase: Bool
  /// What to look for at an anchor.
  let form: Form

  private init(_ id: String, _ anchors: [String], ignoresCase: Bool, _ form: Form) {
    self.id = id
    let texts = if ignoresCase { anchors.map { $0.lowercased() } } else { anchors }
    self.anchors = texts.map { Array($0.utf8) }
    self.ignoresCase = ignoresCase
    self.form = form
  }
}

extension SecretRule {
  /// A token that begins with one of `anchors`, and goes on with `pieces`.
  static func token(_ id: String, _ anchors: String..., then pieces: [SecretPiece], minimumEntropy: Double = 2) -> Self
  {
    SecretRule(
      id, anchors, ignoresCase: false, .token(SecretTokenForm(pieces: pieces, minimumEntropy: minimumEntropy)))
  }

  /// A token that has one of `anchors` in it or before it.
  static func token(_ id: String, anchors: [String], _ form: SecretTokenForm) -> Self {
    SecretRule(id, anchors, ignoresCase: false, .token(form))
  }

  /// A value of a known form that is assigned to a name with one of `words` in it.
  static func named(_ id: String, _ words: String..., value: [SecretPiece]) -> Self {
    SecretRule(id, words, ignoresCase: true, .named(value))
  }

  /// A secret that is recognized by what stands around it; letters of the anchors match in any case.
  static func context(_ id: String, _ anchors: String..., form: Form) -> Self {
    SecretRule(id, anchors, ignoresCase: true, form)
  }

  /// Markers of earlier redactions, which are left as they are.
  static let marker = SecretRule("", ["[REDACTED:"], ignoresCase: false, .marker)
}

extension SecretRule {
  /// True when the secret is known by itself, and not by what stands around it.
  var standsAlone: Bool {
    switch form {
    case .token, .privateKey, .marker: true
    case .urlPassword, .authorization, .credentials, .curlUser, .named, .assigned: false
    }
  }
}
