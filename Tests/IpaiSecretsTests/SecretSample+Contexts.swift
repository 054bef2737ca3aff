extension SecretSample {
  /// Secrets that are known by what stands around them.
  static let contexts: [SecretSample] = {
    var fake = FakeSecrets(seed: 2)
    let random = fake.random(FakeSecrets.alphanumeric, 32)
    let hexadecimal = fake.random(FakeSecrets.hexadecimal, 32)
    let base64 = fake.random(FakeSecrets.base64, 40)
    let uuid = fake.uuid()
    let chosen = "hun" + "ter2"
    let mixed = "S3cr" + "et!Pa55"
    return [
      SecretSample("private-key", fake.privateKey(), before: "Here it is:\n", after: "\nKeep it."),
      SecretSample(
        "private-key", fake.privateKey("PRIVATE KEY", end: "\\n"), before: "{\"private_key\": \"", after: "\\n\"}"),
      SecretSample("private-key", fake.privateKey("OPENSSH PRIVATE KEY", end: " "), before: "KEY=\"", after: "\""),
      SecretSample("private-key", fake.privateKey("PGP PRIVATE KEY BLOCK", end: "\r\n"), after: "\r\n"),
      SecretSample(
        "private-key", fake.privateKey("EC PRIVATE KEY", end: "\n> "), before: "> ", after: "\n\nWhat is it?"),
      SecretSample("private-key", fake.privateKey("RSA PRIVATE KEY", end: "\n    12→"), before: "     1→"),
      SecretSample("private-key", fake.privateKey(lines: 3), before: "a\n"),
      SecretSample("private-key", fake.privateKey(lines: 2), after: "\n\nThe rest was cut (by me)."),
      SecretSample("url-password", chosen, before: "postgres://app:", after: "@db.internal:5432/app"),
      SecretSample("url-password", "p@ss:w0rd#1?", before: "redis://:", after: "@cache"),
      SecretSample("url-password", "password", before: "see https://user:", after: "@host/path?x=a@b"),
      SecretSample("curl-auth-user", mixed, before: "curl -s -u admin:", after: " https://host/x"),
      SecretSample("curl-auth-user", "two words", before: "curl https://host \\\n  --user 'admin:", after: "'"),
      SecretSample("authorization-header", random, before: "Authorization: Bearer ", after: "\r\n"),
      SecretSample("authorization-header", "dXNl" + "cjpwYXNz", before: "-H 'authorization: basic ", after: "'"),
      SecretSample("authorization-header", hexadecimal, before: "{\"Authorization\": \"Token ", after: "\"}"),
      SecretSample("authorization-header", random, before: "Authorization: ", after: ""),
      SecretSample("authorization-header", random, before: "curl with Bearer ", after: ""),
      SecretSample("aws-secret-access-key", base64, before: "AWS_SECRET_ACCESS_KEY=", after: "\n"),
      SecretSample("aws-secret-access-key", base64, before: "\"SecretAccessKey\": \"", after: "\","),
      SecretSample("aws-secret-access-key", base64, before: "the aws secret is ", after: " now"),
      SecretSample("heroku-api-key", uuid, before: "HEROKU_API_KEY=", after: ""),
      SecretSample("heroku-api-key", uuid, before: "my heroku key: ", after: ""),
      SecretSample(
        "cloudflare-api-key", base64.replacing("/", with: "x").replacing("+", with: "y"),
        before: "CLOUDFLARE_API_TOKEN: '", after: "'"),
      SecretSample("generic-api-key", random, before: "API_KEY=", after: "\nPORT=80"),
      SecretSample("generic-api-key", random, before: "client_secret: ", after: ""),
      SecretSample("generic-api-key", random, before: "\"accessKey\" : \"", after: "\","),
      SecretSample("generic-api-key", random, before: "secret => '", after: "'"),
      SecretSample("generic-api-key", random, before: "run --token ", after: " --verbose"),
      SecretSample("generic-api-key", random, before: "run --api-key=", after: ""),
      SecretSample("generic-api-key", random, before: "let apiKey: String = \"", after: "\""),
      SecretSample("generic-api-key", random, before: "<auth_token>", after: "</auth_token>"),
      SecretSample("generic-api-key", random, before: "{\\\"session_token\\\": \\\"", after: "\\\"}"),
      SecretSample("generic-api-key", random, before: "setenv(\"SERVICE_TOKEN\", \"", after: "\", 1)"),
      SecretSample("generic-api-key", random, before: "| api key | ", after: " |"),
      SecretSample("generic-api-key", random, before: "**Token:** `", after: "`"),
      SecretSample("generic-api-key", random, before: "The API key for the tests is ", after: "."),
      SecretSample("generic-api-key", random, before: "The secret:\n\n```\n", after: "\n```"),
      SecretSample("generic-api-key", random, before: "https://host/x?access_token=", after: "&page=2"),
      SecretSample("generic-api-key", random, before: "line\\nSTRIPE_KEY=", after: "\\nline"),
      SecretSample("generic-api-key", random, before: "token：", after: "。"),
      SecretSample("generic-api-key", hexadecimal, before: "credential: ", after: ""),
      SecretSample("generic-api-key", hexadecimal + hexadecimal, before: "JWT_SECRET=", after: ""),
      SecretSample("generic-api-key", uuid, before: "client_secret=", after: ""),
      SecretSample("generic-api-key", base64 + "ab==", before: "\"auth\": \"", after: "\""),
      SecretSample("generic-api-key", chosen, before: "password: ", after: ""),
      SecretSample("generic-api-key", chosen, before: "DB_PASS=", after: " make"),
      SecretSample("generic-api-key", chosen, before: "{\"passwd\":\"", after: "\"}"),
      SecretSample("generic-api-key", chosen, before: "mysql --password ", after: " -u x"),
      SecretSample("generic-api-key", mixed, before: "The password is ", after: ", do not tell"),
      SecretSample("generic-api-key", "größe4!", before: "password = \"", after: "\""),
      SecretSample("generic-api-key", "a(b)c,d1", before: "ADMIN_PASSWORD=", after: "\n"),
    ]
  }()
}
