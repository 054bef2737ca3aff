/// Texts that speak of secrets and hold none.
enum PublicTexts {
  static let all: [String] = prose + code + ids + examples

  private static let commit = "3f786850e387550f" + "dab836ed7e6dc881de23001b"
  private static let digest = "e3b0c44298fc1c149afbf4c8996fb924" + "27ae41e4649b934ca495991b7852b855"

  private static let prose = [
    "the secret is to keep calm", "password: required", "token: string", "the password is wrong",
    "Password: at least 8 characters", "We rotate the secret every 90 days.", "tokens: 4096, cost: 0.02",
    "max_tokens: 128000", "The token count was 128k-context.", "authentication failed for user admin1",
    "Author: someone2@host.org", "PASS: test_http2_upgrade", "pass: 12/14 tests", "Pass free_util=1 to free them.",
    "explicitly pass \"-std=gnu99\" to the compiler", "keyboard = \"us-intl2\"", "monkey: banana42",
    "secretary: x9k2m4n6p8q1r3s5", "compass=north2024", "The API key is in the vault.",
    "token expired at 2026-11-24T10:00:00Z",
    "\"PasswordLastUsed\": \"2026-09-24T16:18:07Z\"", "Basic authentication-required", "Bearer token authentication",
    "Authorization: Bearer", "WWW-Authenticate: Basic realm=\"x1\"", "the passphrase was changed to something better",
    "Sanitizes token stream of XHTML+MathML+SVG and of style", "credential helper: osxkeychain",
  ]

  private static let code = [
    "let token = nextToken()", "password = os.environ[\"X\"]", "secret: ${{ secrets.FOO }}", "token: $API_KEY",
    "API_KEY=${API_KEY:-none}", "password=$(cat /run/secrets/db1)", "token = process.env.TOKEN2", "TOKEN=%TOKEN%",
    "password: {{ vault_password1 }}", "auth = createAuth2(config)", "const secret = await getSecret(\"db1\")",
    "self.password = newPassword2", "password = form.cleaned_data2", "if token == nil { return }",
    "password: str = Field(min_length=8)", "token: Optional<String> = nil", "secretName: my-tls-secret-2024",
    "next_page_token: " + "CAUQAA" + "x7Kd93mQpLz0Rt", "csrf_token = \"" + "a8Fk29dLq0" + "Zm81xP\"",
    "token_file: /etc/x1",
    "api_key_id = \"" + "k3J9x" + "Q2mZ8rT5wL1\"", "password = getpass.getpass()", "f\"password={password1}\"",
    "\"Authorization\": f\"Bearer {token1}\"", "'Bearer ' + accessToken2", "curl -u \"$USER:$PASS\" https://x",
    "docker run -u 1000:1000 image", "https://user:$PASSWORD@host/", "https://user:${TOKEN}@host",
    "postgres://app:<pw>@host",
    "token = \\(secretValue1)", "password: !vault |", "AWS::SecretsManager::Secret: c85175a4ebcce361",
    "arn:aws:secretsmanager:us-west-2:1234:secret:My" + "Secret2-a1b2c3", "secrets: [db1, db2]",
  ]

  private static let ids = [
    "the aws secret was rotated in commit " + commit, "cloudflare: the-long-name-of-a-worker-of-many-words",
    "<a publicKeyToken=\"1fc8b3b9" + "a1e18e3b\">", "token: " + commit, "key: " + commit, "cache key: " + digest,
    "the secret was added in commit " + commit,
    "auth = " + digest, "token 550e8400-e29b-41d4-a716-446655440000", "token: 550e8400-e29b-41d4-a716-446655440000",
    "commit " + commit, "secret: ./certs/2024/key1.pem", "password: /run/secrets/db_password1",
    "token: C:\\\\Users\\\\me1\\\\token.txt", "token = \"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAUA\"",
    "![x](data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4)",
    "\"integrity\": \"sha512-"
      + "z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==\"",
    "key: sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", "secret: https://vault.local/v1/kv2/Ab3dE5fG7hJ9",
    "token: 0x7ffd" + "b8a07ec812ab34", "http://localhost:8080/a@b", "git@github.com:org/repo.git",
    "https://host:443?mail=a@b.c",
    "ssh://git@host:22/x", "http://[::1]:80/x@y", "user@[::1]", "task-" + "a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6",
  ]

  private static let examples = [
    "AK" + "IAIOSFODNN7EXAMPLE", "aws_secret_access_key = wJalr" + "XUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    "token: <your-token>", "token: your-token-here-1234567890", "api_key = \"xxxxxxxxxxxxxxxxxxxx\"",
    "password: changeme",
    "PASSWORD=changeme", "secret=********", "password: [hidden1]", "SECRET=__SECRET_1__", "password = \"\"", "TOKEN=",
    "PASSWORD=\nUSER=admin1", "gh" + "p_" + "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "gh" + "p_abc", "sk-test",
    "sk-learn and sk-image",
    "xo" + "xb-short", "ey" + "J.ey" + "J.x", "eyJhbGciOiJIUzI1NiJ9 is a header", "AI" + "za is how they begin", "AKIA",
    "SK12",
    "-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA\n-----END PUBLIC KEY-----",
    "-----BEGIN CERTIFICATE-----\nMIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0BAQ\n-----END CERTIFICATE-----",
    "It starts with -----BEGIN PRIVATE KEY----- and ends with -----END PRIVATE KEY-----.",
    "-----BEGIN RSA PRIVATE KEY-----\n...\n-----END RSA PRIVATE KEY-----", "-----BEGIN",
    "[REDACTED:github-pat]: the old one",
    "password=[REDACTED:generic-api-key]", "https://u:[REDACTED:url-password]@host", "", " ", "\u{0}", "é", "🔑",
  ]
}
