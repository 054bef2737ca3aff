import IpaiSecrets
import TestSupport
import Testing

@Suite struct SecretScannerTests {
  private static let samples = SecretSample.tokens + SecretSample.contexts

  @Test(arguments: samples)
  func secretsAreReplaced(sample: SecretSample) {
    let result = SecretScanner.redact(sample.text)
    #expect(result.text == sample.redacted)
    #expect(result.counts == [sample.rule: 1])
  }

  @Test(arguments: PublicTexts.all)
  func otherTextsStayAsTheyAre(text: String) {
    #expect(SecretScanner.redact(text) == RedactedText(text: text, counts: [:]))
  }

  @Test func everyRuleHasASample() {
    #expect(Set(Self.samples.map(\.rule)) == Set(SecretScanner.ruleIDs))
    #expect(Self.samples.count >= 60 && PublicTexts.all.count >= 60)
  }

  @Test func redactingAgainChangesNothing() {
    for text in Self.samples.map(\.text) + PublicTexts.all {
      let once = SecretScanner.redact(text).text
      #expect(SecretScanner.redact(once) == RedactedText(text: once, counts: [:]))
    }
    for rule in SecretScanner.ruleIDs {
      var fake = FakeSecrets(seed: 3)
      let text = "[REDACTED:\(rule)] [REDACTED:\(rule)]: [REDACTED:\(rule)] = "
      #expect(SecretScanner.redact(text) == RedactedText(text: text, counts: [:]))
      // The words in a marker do not make a secret of what follows it.
      let followed = text + fake.random(FakeSecrets.alphanumeric, 32)
      #expect(SecretScanner.redact(followed) == RedactedText(text: followed, counts: [:]))
    }
  }

  @Test func secretsOfOneTextAreCounted() {
    let parts = Self.samples.map(\.text)
    let result = SecretScanner.redact(parts.joined(separator: "\n\n;\n\n"))
    for sample in Self.samples { #expect(!result.text.contains(sample.secret) || sample.secret.count < 12) }
    #expect(result.counts.values.reduce(0, +) == parts.count)
  }

  @Test func aTokenIsNoPartOfAWord() {
    var fake = FakeSecrets(seed: 4)
    let token = "gh" + "p_" + fake.random(FakeSecrets.alphanumeric, 36)
    for before in ["a", "Z", "7", "ab\\\\nx", "%3", "\\u00", "[31m"] {
      #expect(SecretScanner.redact(before + token).counts.isEmpty, "\(before)")
    }
    for before in ["", "_", "-", ".", "é", "日", "\\n", "\\u003d", "\\x3d", "%3d", "\u{1B}[1;31m"] {
      #expect(SecretScanner.redact(before + token).text == before + "[REDACTED:github-pat]", "\(before)")
    }
  }

  @Test func tokensWithinAssignedValuesKeepTheirKind() {
    var fake = FakeSecrets(seed: 5)
    let token = "gh" + "p_" + fake.random(FakeSecrets.alphanumeric, 36)
    for (before, after) in [
      ("password=\"", "\""), ("API_KEY=", ""), ("Authorization: Bearer ", ""), ("https://x:", "@github.com/o/r"),
      ("curl -u me:", " https://x"), ("token: ", "\n"),
    ] {
      let result = SecretScanner.redact(before + token + after)
      #expect(result.text == before + "[REDACTED:github-pat]" + after)
      #expect(result.counts == ["github-pat": 1])
    }
  }
}
