/// The kinds of secrets that are found.
///
/// Ids are those of gitleaks where it has such a rule. Beginnings, alphabets and lengths are known from it and from the
/// documentation of the services; longer tokens than those of today are found too, since services lengthen theirs.
/// Earlier rules go first where two begin with the same text.
enum SecretRules {
  /// All rules.
  static let all: [SecretRule] = cloudsAndModels + forgesAndPackages + services + contexts

  private static let cloudsAndModels: [SecretRule] = [
    .token("aws-access-token", "AKIA", "ASIA", "ABIA", "ACCA", then: [.run(.capitalsAndDigits, 16)]),
    .token("aws-access-token", "A3T", then: [.run(.capitalsAndDigits, 17)]),
    .named(
      "aws-secret-access-key", "aws_secret", "aws-secret", "aws secret", "awssecret", "secret_access_key",
      "secret-access-key", "secret access key", "secretaccesskey", value: [.run(.base64, 40)]),
    .token("gcp-api-key", "AIza", then: [.run(.base64URL, 35...60)]),
    .token("google-oauth-client-secret", "GOCSPX-", then: [.run(.base64URL, 24...60)]),
    .token("google-oauth-access-token", "ya29.", then: [.run(ByteSet.base64URL.with("."), 24...)]),
    .token("google-oauth-refresh-token", "1//0", then: [.run(.base64URL, 40...256)]),
    .token(
      "azure-ad-client-secret", anchors: (0...9).map { "\($0)Q~" },
      SecretTokenForm(
        before: [.run(ByteSet.alphanumeric.with("_~."), 3...3)],
        pieces: [.run(ByteSet.base64URL.with("~."), 31...40)])),
    .token(
      "azure-storage-account-key", anchors: ["AccountKey=", "accountkey="],
      SecretTokenForm(
        pieces: [.run(.base64, 80...90), .text("==")], mayFollowLetters: true, keepsAnchor: true)),
    .token(
      "azure-shared-access-key", anchors: ["SharedAccessKey="],
      SecretTokenForm(pieces: [.run(.base64, 40...90), .run(ByteSet(others: "="), 0...2)], keepsAnchor: true)),
    .token(
      "azure-shared-access-signature", anchors: ["&sig=", "?sig="],
      SecretTokenForm(pieces: [.run(ByteSet.base64.with("%="), 43...200)], mayFollowLetters: true, keepsAnchor: true)),
    .token("anthropic-admin-api-key", "sk-ant-admin", then: [.run(.base64URL, 40...)]),
    .token("anthropic-api-key", "sk-ant-", then: [.run(.base64URL, 40...)]),
    .token("openrouter-api-key", "sk-or-", then: [.run(.base64URL, 40...200)]),
    .token("openai-api-key", "sk-proj-", "sk-svcacct-", "sk-admin-", "sk-None-", then: [.run(.base64URL, 40...300)]),
    .token("openai-api-key", "sk-", then: [.run(.alphanumeric, 32...100)], minimumEntropy: 3),
    .token("perplexity-api-key", "pplx-", then: [.run(.alphanumeric, 40...64)], minimumEntropy: 3),
    .token("groq-api-key", "gsk_", then: [.run(.alphanumeric, 40...80)]),
    .token("xai-api-key", "xai-", then: [.run(.alphanumeric, 60...100)]),
    .token("replicate-api-token", "r8_", then: [.run(.alphanumeric, 36...48)]),
    .token("huggingface-access-token", "hf_", then: [.run(.alphanumeric, 30...64)]),
    .token("huggingface-organization-api-token", "api_org_", then: [.run(.alphanumeric, 30...64)]),
    .token("digitalocean-pat", "dop_v1_", then: [.run(.hexadecimal, 64)]),
    .token("digitalocean-access-token", "doo_v1_", then: [.run(.hexadecimal, 64)]),
    .token("digitalocean-refresh-token", "dor_v1_", then: [.run(.hexadecimal, 64)]),
    .token("alibaba-access-key-id", "LTAI", then: [.run(.alphanumeric, 12...24)], minimumEntropy: 3),
    .token("databricks-api-token", "dapi", then: [.run(.hexadecimal, 32), .optional([.text("-"), .run(.digits, 1)])]),
    .token("heroku-api-key-v2", "HRKU-", then: [.run(.base64URL, 36...100)]),
    .named("heroku-api-key", "heroku", value: uuid),
    .token("supabase-access-token", "sbp_", then: [.run(.hexadecimal, 40...64)]),
    .token("supabase-secret-key", "sb_secret_", then: [.run(.base64URL, 20...80)]),
    .token(
      "planetscale-api-token", "pscale_tkn_", "pscale_oauth_", then: [.run(ByteSet.base64URL.with("=."), 32...64)]),
    .token("planetscale-password", "pscale_pw_", then: [.run(ByteSet.base64URL.with("=."), 32...64)]),
    .token("vault-service-token", "hvs.", then: [.run(.base64URL, 24...300)], minimumEntropy: 3),
    .token("vault-batch-token", "hvb.", then: [.run(.base64URL, 100...400)], minimumEntropy: 3),
    .token(
      "hashicorp-tf-api-token", anchors: [".atlasv1."],
      SecretTokenForm(before: [.run(.alphanumeric, 14...14)], pieces: [.run(ByteSet.base64URL.with("="), 60...80)])),
    .token("doppler-api-token", "dp.pt.", "dp.st.", then: [.run(ByteSet.alphanumeric.with("."), 40...64)]),
    .token("pulumi-api-token", "pul-", then: [.run(.hexadecimal, 40)]),
    .named("cloudflare-api-key", "cloudflare", value: [.run(.base64URL, 37...40)]),
    .token("age-secret-key", "AGE-SECRET-KEY-1", then: [.run(.capitalsAndDigits, 58)]),
  ]

  private static let forgesAndPackages: [SecretRule] = [
    .token("github-pat", "ghp_", then: [.run(.alphanumeric, 36...255)]),
    .token("github-fine-grained-pat", "github_pat_", then: [.run(.base64URL, 60...255)]),
    .token("github-oauth", "gho_", then: [.run(.alphanumeric, 36...255)]),
    .token("github-app-token", "ghu_", "ghs_", then: [.run(.alphanumeric, 36...255)]),
    .token("github-refresh-token", "ghr_", then: [.run(.alphanumeric, 36...255)]),
    .token("gitlab-pat", "glpat-", then: gitlab),
    .token("gitlab-deploy-token", "gldt-", then: gitlab),
    .token("gitlab-runner-authentication-token", "glrt-", then: gitlab),
    .token("gitlab-rrt", "GR1348941", then: gitlab),
    .token("gitlab-ptt", "glptt-", then: [.run(.base64URL, 20...64)]),
    .token("gitlab-cicd-job-token", "glcbt-", then: gitlab),
    .token("gitlab-feed-token", "glft-", then: gitlab),
    .token("gitlab-feature-flag-client-token", "glffct-", then: gitlab),
    .token("gitlab-incoming-mail-token", "glimt-", then: gitlab),
    .token("gitlab-kubernetes-agent-token", "glagent-", then: gitlab),
    .token("gitlab-oauth-app-secret", "gloas-", then: gitlab),
    .token("gitlab-scim-token", "glsoat-", then: gitlab),
    .token(
      "gitlab-session-cookie", anchors: ["_gitlab_session="],
      SecretTokenForm(pieces: [.run(.alphanumeric, 32...64)], mayFollowLetters: true, keepsAnchor: true)),
    .token("atlassian-api-token", "ATATT3", then: [.run(ByteSet.base64URL.with("="), 100...300)]),
    .token("npm-access-token", "npm_", then: [.run(.alphanumeric, 36...64)]),
    .token("pypi-upload-token", "pypi-AgE", then: [.run(.base64URL, 50...)]),
    .token("rubygems-api-token", "rubygems_", then: [.run(.hexadecimal, 48)]),
    .token("clojars-api-token", "CLOJARS_", then: [.run(.alphanumeric, 60)]),
    .token("docker-pat", "dckr_pat_", "dckr_oat_", then: [.run(.base64URL, 20...64)]),
    .token("artifactory-api-key", "AKCp", then: [.run(.alphanumeric, 69)]),
    .token("artifactory-reference-token", "cmVmd", then: [.run(.alphanumeric, 59)]),
  ]

  private static let services: [SecretRule] = [
    .token("slack-bot-token", "xoxb-", then: [.run(.base64URL, 20...255)]),
    .token("slack-user-token", "xoxp-", then: [.run(.base64URL, 20...255)]),
    .token("slack-config-access-token", "xoxe.xoxp-", "xoxe.xoxb-", then: [.run(.base64URL, 40...300)]),
    .token("slack-config-refresh-token", "xoxe-", then: [.run(.base64URL, 40...300)]),
    .token(
      "slack-legacy-token", "xoxo-", "xoxs-", "xoxc-", "xoxd-", then: [.run(ByteSet.base64URL.with("%"), 20...300)]),
    .token("slack-legacy-workspace-token", "xoxa-", "xoxr-", then: [.run(.base64URL, 10...255)]),
    .token("slack-app-token", "xapp-", then: [.run(.base64URL, 30...255)]),
    .token("slack-webhook-url", "hooks.slack.com/", then: [.run(ByteSet.base64.with("-_"), 30...120)]),
    .token(
      "discord-webhook-url", "discord.com/api/webhooks/", "discordapp.com/api/webhooks/",
      then: [.run(.digits, 10...24), .text("/"), .run(.base64URL, 40...100)]),
    .token(
      "stripe-access-token",
      anchors: ["sk_", "rk_"].flatMap { start in ["test_", "live_", "prod_"].map { start + $0 } },
      SecretTokenForm(pieces: [.run(.alphanumeric, 10...255)])),
    .token("stripe-webhook-secret", "whsec_", then: [.run(.base64, 24...100)]),
    .token(
      "sendgrid-api-token", "SG.", then: [.run(.base64URL, 16...32), .text("."), .run(.base64URL, 32...64)]),
    .token("sendinblue-api-token", "xkeysib-", then: [.run(.hexadecimal, 64), .text("-"), .run(.alphanumeric, 16)]),
    .token(
      "twilio-api-key", anchors: "0123456789abcdefABCDEF".map { "SK\($0)" },
      SecretTokenForm(pieces: [.run(.hexadecimal, 31)], minimumEntropy: 3)),
    .token(
      "telegram-bot-api-token", anchors: [":AA"],
      SecretTokenForm(before: [.run(.digits, 5...16)], pieces: [.run(.base64URL, 32...35)], mayFollowLetters: true)),
    .token("shopify-access-token", "shpat_", then: [.run(.hexadecimal, 32)]),
    .token("shopify-custom-access-token", "shpca_", then: [.run(.hexadecimal, 32)]),
    .token("shopify-private-app-access-token", "shppa_", then: [.run(.hexadecimal, 32)]),
    .token("shopify-shared-secret", "shpss_", then: [.run(.hexadecimal, 32)]),
    .token("square-access-token", "sq0atp-", "sq0csp-", then: [.run(.base64URL, 22...60)]),
    .token("postman-api-token", "PMAK-", then: [.run(.hexadecimal, 24), .text("-"), .run(.hexadecimal, 34)]),
    .token("linear-api-key", "lin_api_", then: [.run(.alphanumeric, 40...48)]),
    .token("notion-api-token", "ntn_", then: [.run(.alphanumeric, 40...60)]),
    .token(
      "grafana-service-account-token", "glsa_", then: [.run(.alphanumeric, 32), .text("_"), .run(.hexadecimal, 8)]),
    .token("grafana-cloud-api-token", "glc_", then: [.run(.base64, 32...400), .run(ByteSet(others: "="), 0...3)]),
    .token("sentry-user-token", "sntryu_", then: [.run(.hexadecimal, 64)]),
    .token("sentry-org-token", "sntrys_", then: [.run(ByteSet.base64.with("=_"), 60...500)]),
    .token("new-relic-user-api-key", "NRAK-", then: [.run(.capitalsAndDigits, 27)]),
    .token("dynatrace-api-token", "dt0c01.", then: [.run(.alphanumeric, 24), .text("."), .run(.alphanumeric, 64)]),
    .token("figma-pat", "figd_", then: [.run(.base64URL, 36...64)]),
    .token("1password-service-account-token", "ops_eyJ", then: [.run(ByteSet.base64.with("=-_"), 200...)]),
  ]

  private static let contexts: [SecretRule] = [
    .token(
      "jwt", "eyJ",
      then: [.run(.base64URL, 14...), .text(".eyJ"), .run(.base64URL, 14...), .text("."), .run(.base64URL, 0...)],
      minimumEntropy: 3),
    .context("private-key", "-----BEGIN", form: .privateKey),
    .context("url-password", "://", form: .urlPassword),
    .context("curl-auth-user", " -u", " --user", form: .curlUser),
    .context("authorization-header", "authorization", form: .authorization),
    .context("authorization-header", "bearer ", form: .credentials),
    .context("generic-api-key", "password", "passwd", "passphrase", "passwort", form: .assigned(.password)),
    .context("generic-api-key", "pass", "pwd", form: .assigned(.passwordIfAssigned)),
    .context(
      "generic-api-key", "client_secret", "secret", "api_key", "api-key", "apikey", "api key", "access_key",
      "access-key",
      "accesskey", "access key", "private_key", "private-key", "privatekey", "private key", "encryption_key",
      "encryption-key", "encryptionkey", "signing_key", "signing-key", "signingkey", "master_key", "master-key",
      "masterkey", "account_key", "accountkey", "access_token", "access-token", "accesstoken", "access token",
      "auth_token", "auth-token", "authtoken", "api_token", "api-token", "apitoken", "api token", "refresh_token",
      "refreshtoken", "bot_token", "github_token", "gitlab_token", form: .assigned(.secret)),
    .context(
      "generic-api-key", "token", "credential", "creds", "auth", "_key", "-key",
      form: .assigned(.token)),
  ]

  private static let gitlab: [SecretPiece] = [
    .run(.base64URL, 20...300), .optional([.text("."), .run(.alphanumeric, 2...9)]),
    .optional([.text("."), .run(.alphanumeric, 7...9)]),
  ]

  private static let uuid: [SecretPiece] = [
    .run(.hexadecimal, 8), .text("-"), .run(.hexadecimal, 4), .text("-"), .run(.hexadecimal, 4), .text("-"),
    .run(.hexadecimal, 4), .text("-"), .run(.hexadecimal, 12),
  ]
}
