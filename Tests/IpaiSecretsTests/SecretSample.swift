import Testing

/// A text with a secret in it.
struct SecretSample: Sendable, CustomTestStringConvertible {
  /// The rule that finds it.
  let rule: String
  let before: String
  let secret: String
  let after: String

  init(_ rule: String, _ secret: String, before: String = "", after: String = "") {
    self.rule = rule
    self.before = before
    self.secret = secret
    self.after = after
  }

  var text: String { before + secret + after }
  var redacted: String { before + "[REDACTED:" + rule + "]" + after }
  var testDescription: String { "\(rule): \(before.suffix(30))…\(after.prefix(10))" }

  /// Tokens that are known by themselves, in several surroundings.
  static let tokens: [SecretSample] = {
    var fake = FakeSecrets(seed: 1)
    return tokenForms.enumerated().flatMap { number, form in
      (0..<2).map { round in
        let secret = form.parts.reduce("") { $0 + $1(&fake) }
        let surroundings = Self.surroundings[(number + round * 3) % Self.surroundings.count]
        return SecretSample(form.rule, secret, before: surroundings.0 + form.kept, after: surroundings.1)
      }
    }
  }()

  private static let surroundings = [
    ("", ""), ("use ", " for the tests"), ("token = \"", "\"\n"), ("{\"key\": \"", "\"}"), ("鍵は", "です"),
    ("line\\n", "\\n"),
    ("a\t", "\r\nb"), ("x=", "&y=1"), ("(", ")."), ("🔑", "🔑"), ("%3D", " "), ("\u{1B}[31m", "\u{1B}[0m"), ("`", "`"),
  ]

  private typealias Part = @Sendable (inout FakeSecrets) -> String

  /// The parts of a token of a rule.
  private struct Form {
    let rule: String
    /// A name before the secret that is not replaced.
    var kept = ""
    let parts: [Part]

    init(_ rule: String, kept: String = "", _ parts: Part...) {
      self.rule = rule
      self.kept = kept
      self.parts = parts
    }
  }

  private static func text(_ text: String) -> Part { { _ in text } }
  private static func run(_ alphabet: String, _ count: Int) -> Part { { $0.random(alphabet, count) } }

  private static let tokenForms: [Form] = [
    Form("aws-access-token", text("AK"), text("IA"), run(FakeSecrets.capitals, 16)),
    Form("aws-access-token", text("AS"), text("IA"), run(FakeSecrets.capitals, 16)),
    Form("aws-access-token", text("A3"), text("TX"), run(FakeSecrets.capitals, 16)),
    Form("gcp-api-key", text("AI"), text("za"), run(FakeSecrets.base64URL, 35)),
    Form("google-oauth-client-secret", text("GOC"), text("SPX-"), run(FakeSecrets.base64URL, 28)),
    Form("google-oauth-access-token", text("ya"), text("29."), run(FakeSecrets.base64URL, 120)),
    Form("google-oauth-refresh-token", text("1/"), text("/0"), run(FakeSecrets.base64URL, 60)),
    Form(
      "azure-ad-client-secret", run(FakeSecrets.alphanumeric, 3), text("8Q"), text("~"), run(FakeSecrets.base64URL, 34)),
    Form("azure-storage-account-key", kept: "AccountKey=", run(FakeSecrets.base64, 86), text("==")),
    Form("azure-shared-access-key", kept: "SharedAccessKey=", run(FakeSecrets.base64, 43), text("=")),
    Form("azure-shared-access-signature", kept: "?sv=2022&sig=", run(FakeSecrets.alphanumeric, 43), text("%3D")),
    Form("anthropic-api-key", text("sk-"), text("ant-api03-"), run(FakeSecrets.base64URL, 93), text("AA")),
    Form("anthropic-admin-api-key", text("sk-"), text("ant-admin01-"), run(FakeSecrets.base64URL, 93), text("AA")),
    Form(
      "openai-api-key", text("sk-"), run(FakeSecrets.alphanumeric, 20), text("T3Blbk"), text("FJ"),
      run(FakeSecrets.alphanumeric, 20)),
    Form(
      "openai-api-key", text("sk-"), text("proj-"), run(FakeSecrets.base64URL, 74), text("T3Blbk"), text("FJ"),
      run(FakeSecrets.base64URL, 74)),
    Form("openrouter-api-key", text("sk-"), text("or-v1-"), run(FakeSecrets.hexadecimal, 64)),
    Form("perplexity-api-key", text("pp"), text("lx-"), run(FakeSecrets.alphanumeric, 48)),
    Form("groq-api-key", text("gs"), text("k_"), run(FakeSecrets.alphanumeric, 52)),
    Form("xai-api-key", text("xa"), text("i-"), run(FakeSecrets.alphanumeric, 80)),
    Form("replicate-api-token", text("r8"), text("_"), run(FakeSecrets.alphanumeric, 37)),
    Form("huggingface-access-token", text("h"), text("f_"), run(FakeSecrets.alphanumeric, 34)),
    Form("huggingface-organization-api-token", text("api_"), text("org_"), run(FakeSecrets.alphanumeric, 34)),
    Form("digitalocean-pat", text("dop"), text("_v1_"), run(FakeSecrets.hexadecimal, 64)),
    Form("digitalocean-access-token", text("doo"), text("_v1_"), run(FakeSecrets.hexadecimal, 64)),
    Form("digitalocean-refresh-token", text("dor"), text("_v1_"), run(FakeSecrets.hexadecimal, 64)),
    Form("alibaba-access-key-id", text("LT"), text("AI"), run(FakeSecrets.alphanumeric, 20)),
    Form("databricks-api-token", text("da"), text("pi"), run(FakeSecrets.hexadecimal, 32), text("-2")),
    Form("heroku-api-key-v2", text("HR"), text("KU-AA"), run(FakeSecrets.base64URL, 58)),
    Form("supabase-access-token", text("sb"), text("p_"), run(FakeSecrets.hexadecimal, 40)),
    Form("supabase-secret-key", text("sb_"), text("secret_"), run(FakeSecrets.base64URL, 31)),
    Form("planetscale-api-token", text("pscale_"), text("tkn_"), run(FakeSecrets.base64URL, 43)),
    Form("planetscale-password", text("pscale_"), text("pw_"), run(FakeSecrets.base64URL, 43)),
    Form("vault-service-token", text("hv"), text("s."), run(FakeSecrets.base64URL, 95)),
    Form("vault-batch-token", text("hv"), text("b."), run(FakeSecrets.base64URL, 150)),
    Form(
      "hashicorp-tf-api-token", run(FakeSecrets.alphanumeric, 14), text(".atlas"), text("v1."),
      run(FakeSecrets.alphanumeric, 67)),
    Form("doppler-api-token", text("dp."), text("pt."), run(FakeSecrets.alphanumeric, 43)),
    Form("pulumi-api-token", text("pu"), text("l-"), run(FakeSecrets.hexadecimal, 40)),
    Form("age-secret-key", text("AGE-SECRET-"), text("KEY-1"), run(FakeSecrets.capitals, 58)),
    Form("github-pat", text("gh"), text("p_"), run(FakeSecrets.alphanumeric, 36)),
    Form(
      "github-fine-grained-pat", text("github"), text("_pat_"), run(FakeSecrets.alphanumeric, 22), text("_"),
      run(FakeSecrets.alphanumeric, 59)),
    Form("github-oauth", text("gh"), text("o_"), run(FakeSecrets.alphanumeric, 36)),
    Form("github-app-token", text("gh"), text("u_"), run(FakeSecrets.alphanumeric, 36)),
    Form("github-app-token", text("gh"), text("s_"), run(FakeSecrets.alphanumeric, 36)),
    Form("github-refresh-token", text("gh"), text("r_"), run(FakeSecrets.alphanumeric, 36)),
    Form("gitlab-pat", text("gl"), text("pat-"), run(FakeSecrets.base64URL, 20)),
    Form(
      "gitlab-pat", text("gl"), text("pat-"), run(FakeSecrets.base64URL, 27), text(".01."), run(FakeSecrets.small, 9)),
    Form("gitlab-deploy-token", text("gl"), text("dt-"), run(FakeSecrets.base64URL, 20)),
    Form("gitlab-runner-authentication-token", text("gl"), text("rt-"), run(FakeSecrets.base64URL, 20)),
    Form("gitlab-rrt", text("GR13"), text("48941"), run(FakeSecrets.base64URL, 20)),
    Form("gitlab-ptt", text("gl"), text("ptt-"), run(FakeSecrets.hexadecimal, 40)),
    Form("gitlab-cicd-job-token", text("gl"), text("cbt-a1_"), run(FakeSecrets.base64URL, 20)),
    Form("gitlab-feed-token", text("gl"), text("ft-"), run(FakeSecrets.base64URL, 20)),
    Form("gitlab-feature-flag-client-token", text("gl"), text("ffct-"), run(FakeSecrets.base64URL, 20)),
    Form("gitlab-incoming-mail-token", text("gl"), text("imt-"), run(FakeSecrets.base64URL, 25)),
    Form("gitlab-kubernetes-agent-token", text("gl"), text("agent-"), run(FakeSecrets.base64URL, 50)),
    Form("gitlab-oauth-app-secret", text("gl"), text("oas-"), run(FakeSecrets.hexadecimal, 64)),
    Form("gitlab-scim-token", text("gl"), text("soat-"), run(FakeSecrets.base64URL, 20)),
    Form("gitlab-session-cookie", kept: "_gitlab_session=", run(FakeSecrets.hexadecimal, 32)),
    Form("atlassian-api-token", text("ATA"), text("TT3"), run(FakeSecrets.base64URL, 186)),
    Form("npm-access-token", text("np"), text("m_"), run(FakeSecrets.alphanumeric, 36)),
    Form("pypi-upload-token", text("pypi-"), text("AgEIcHlwaS5vcmc"), run(FakeSecrets.base64URL, 140)),
    Form("rubygems-api-token", text("ruby"), text("gems_"), run(FakeSecrets.hexadecimal, 48)),
    Form("clojars-api-token", text("CLO"), text("JARS_"), run(FakeSecrets.small, 60)),
    Form("docker-pat", text("dckr"), text("_pat_"), run(FakeSecrets.base64URL, 27)),
    Form("artifactory-api-key", text("AK"), text("Cp"), run(FakeSecrets.alphanumeric, 69)),
    Form("artifactory-reference-token", text("cmV"), text("md"), run(FakeSecrets.alphanumeric, 59)),
    Form(
      "slack-bot-token", text("xo"), text("xb-"), run(FakeSecrets.digits, 12), text("-"), run(FakeSecrets.digits, 12),
      text("-"), run(FakeSecrets.alphanumeric, 24)),
    Form(
      "slack-user-token", text("xo"), text("xp-"), run(FakeSecrets.digits, 12), text("-"), run(FakeSecrets.digits, 12),
      text("-"), run(FakeSecrets.hexadecimal, 32)),
    Form("slack-config-access-token", text("xoxe"), text(".xoxp-1-"), run(FakeSecrets.alphanumeric, 164)),
    Form("slack-config-refresh-token", text("xo"), text("xe-1-"), run(FakeSecrets.alphanumeric, 146)),
    Form(
      "slack-legacy-token", text("xo"), text("xs-"), run(FakeSecrets.digits, 11), text("-"),
      run(FakeSecrets.hexadecimal, 20)),
    Form("slack-legacy-workspace-token", text("xo"), text("xa-2-"), run(FakeSecrets.alphanumeric, 40)),
    Form(
      "slack-app-token", text("xa"), text("pp-1-"), run(FakeSecrets.capitals, 11), text("-"),
      run(FakeSecrets.digits, 13), text("-"), run(FakeSecrets.hexadecimal, 64)),
    Form(
      "slack-webhook-url", text("hooks.slack"), text(".com/services/T"), run(FakeSecrets.capitals, 10), text("/B"),
      run(FakeSecrets.capitals, 10), text("/"), run(FakeSecrets.alphanumeric, 24)),
    Form(
      "discord-webhook-url", text("discord"), text(".com/api/webhooks/"), run(FakeSecrets.digits, 18), text("/"),
      run(FakeSecrets.base64URL, 68)),
    Form("stripe-access-token", text("sk"), text("_live_"), run(FakeSecrets.alphanumeric, 24)),
    Form("stripe-access-token", text("rk"), text("_test_"), run(FakeSecrets.alphanumeric, 99)),
    Form("stripe-webhook-secret", text("wh"), text("sec_"), run(FakeSecrets.alphanumeric, 32)),
    Form(
      "sendgrid-api-token", text("S"), text("G."), run(FakeSecrets.base64URL, 22), text("."),
      run(FakeSecrets.base64URL, 43)),
    Form(
      "sendinblue-api-token", text("xkey"), text("sib-"), run(FakeSecrets.hexadecimal, 64), text("-"),
      run(FakeSecrets.alphanumeric, 16)),
    Form("twilio-api-key", text("S"), text("K"), run(FakeSecrets.hexadecimal, 32)),
    Form("telegram-bot-api-token", run(FakeSecrets.digits, 10), text(":A"), text("A"), run(FakeSecrets.base64URL, 33)),
    Form("shopify-access-token", text("shp"), text("at_"), run(FakeSecrets.hexadecimal, 32)),
    Form("shopify-custom-access-token", text("shp"), text("ca_"), run(FakeSecrets.hexadecimal, 32)),
    Form("shopify-private-app-access-token", text("shp"), text("pa_"), run(FakeSecrets.hexadecimal, 32)),
    Form("shopify-shared-secret", text("shp"), text("ss_"), run(FakeSecrets.hexadecimal, 32)),
    Form("square-access-token", text("sq0"), text("atp-"), run(FakeSecrets.base64URL, 22)),
    Form(
      "postman-api-token", text("PM"), text("AK-"), run(FakeSecrets.hexadecimal, 24), text("-"),
      run(FakeSecrets.hexadecimal, 34)),
    Form("linear-api-key", text("lin"), text("_api_"), run(FakeSecrets.alphanumeric, 40)),
    Form("notion-api-token", text("nt"), text("n_"), run(FakeSecrets.digits, 11), run(FakeSecrets.alphanumeric, 35)),
    Form(
      "grafana-service-account-token", text("gl"), text("sa_"), run(FakeSecrets.alphanumeric, 32), text("_"),
      run(FakeSecrets.hexadecimal, 8)),
    Form("grafana-cloud-api-token", text("gl"), text("c_"), run(FakeSecrets.base64, 80), text("=")),
    Form("sentry-user-token", text("snt"), text("ryu_"), run(FakeSecrets.hexadecimal, 64)),
    Form(
      "sentry-org-token", text("snt"), text("rys_"), run(FakeSecrets.base64, 120), text("_"),
      run(FakeSecrets.base64, 43)),
    Form("new-relic-user-api-key", text("NR"), text("AK-"), run(FakeSecrets.capitals, 27)),
    Form(
      "dynatrace-api-token", text("dt0"), text("c01."), run(FakeSecrets.capitals, 24), text("."),
      run(FakeSecrets.capitals, 64)),
    Form("figma-pat", text("fi"), text("gd_"), run(FakeSecrets.base64URL, 40)),
    Form("1password-service-account-token", text("ops_"), text("eyJ"), run(FakeSecrets.alphanumeric, 260)),
    Form(
      "jwt", text("ey"), text("J"), run(FakeSecrets.base64URL, 33), text(".ey"), text("J"),
      run(FakeSecrets.base64URL, 80), text("."), run(FakeSecrets.base64URL, 43)),
  ]
}
