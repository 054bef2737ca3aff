import Foundation
import TestSupport
import Testing

/// What `ipai serve` reads anew while it runs, and HTTPS.
@Suite(.serialized, .onOwnThreads) struct ServeReloadTests {
  private let binary: Binary
  private let folder: TemporaryFolder

  init() throws {
    binary = try Binary()
    folder = try TemporaryFolder()
  }

  /// Makes a certificate for this machine that is valid for some days, with its key.
  private func makeCertificate(_ name: String, days: Int = 2) throws {
    let now = Date()
    let form = DateFormatter()
    form.locale = Locale(identifier: "en_US_POSIX")
    form.timeZone = TimeZone(identifier: "UTC")
    form.dateFormat = "yyyyMMddHHmmss'Z'"
    let end = form.string(from: now.addingTimeInterval(Double(days) * 86_400))
    let run = try Subprocess.run(
      [
        "/usr/bin/openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
        folder.file("\(name).key"), "-out", folder.file("\(name).pem"), "-subj", "/CN=localhost", "-addext",
        "subjectAltName=DNS:localhost,IP:127.0.0.1", "-days", "2",
      ], in: folder.path, environment: binary.environment)
    #expect(run.status == 0, "\(run.error)")
    guard days < 0 else { return }
    // The tool does not make certificates that have expired, but signs such requests.
    let request = try Subprocess.run(
      [
        "/bin/sh", "-c",
        """
        openssl req -new -key \(name).key -subj /CN=localhost -out \(name).csr && touch index.txt && echo 01 > serial &&
        printf '[ca]\\ndefault_ca=c\\n[c]\\ndatabase=index.txt\\nserial=serial\\nnew_certs_dir=.\\ndefault_md=sha256\\npolicy=p\\n[p]\\ncommonName=supplied\\n' > ca.cnf &&
        openssl ca -batch -selfsign -config ca.cnf -keyfile \(name).key -in \(name).csr -out \(name).pem \\
          -startdate 20200101000000Z -enddate \(end)
        """,
      ], in: folder.path, environment: binary.environment)
    #expect(request.status == 0, "\(request.error)")
  }

  private func curl(_ words: String...) throws -> (status: Int32, text: String) {
    let run = try Subprocess.run(["/usr/bin/curl", "-s"] + words, in: folder.path, environment: binary.environment)
    return (run.status, run.text)
  }

  /// Asks until the answer is as expected, for as long as a machine under load may need.
  private func eventually(_ work: () throws -> Bool) throws -> Bool {
    for _ in 0..<100 {
      if try work() { return true }
      usleep(100_000)
    }
    return false
  }

  private func copy(_ from: String, _ to: String) throws {
    try Data(contentsOf: URL(fileURLWithPath: folder.file(from))).write(to: URL(fileURLWithPath: folder.file(to)))
  }

  @Test func aNewCertificateIsUsedAndABrokenOneIsNot() throws {
    for name in ["old", "new"] { try makeCertificate(name) }
    try copy("old.pem", "server.pem")
    try copy("old.key", "server.key")
    let server = try ServedProcess(
      binary, ["--tls-certificate", "server.pem", "--tls-key", "server.key"], in: folder.path)
    #expect(server.address.hasPrefix("https://"))
    let health = server.address + "/health"
    #expect(try curl("--cacert", "old.pem", health).status == 0)
    #expect(try curl("--cacert", "new.pem", health).status == 60)
    try copy("new.pem", "server.pem")
    try copy("new.key", "server.key")
    server.signal(SIGHUP)
    #expect(try eventually { try curl("--cacert", "new.pem", health).status == 0 })
    #expect(try curl("--cacert", "old.pem", health).status == 60)
    try folder.write("no certificate", to: "server.pem")
    server.signal(SIGHUP)
    usleep(500_000)
    #expect(try curl("--cacert", "new.pem", health).status == 0)
    // One who does not speak TLS is not answered, and does not stop the others.
    #expect(try curl("-m", "5", health.replacing("https", with: "http")).status != 0)
    #expect(try curl("--cacert", "new.pem", health).status == 0)
    #expect(try server.stop(SIGTERM) == 0)
  }

  @Test func unusableCertificatesAreExplained() throws {
    try makeCertificate("good")
    try makeCertificate("other")
    try makeCertificate("expired", days: -1)
    try folder.write("nothing", to: "broken.pem")
    for (certificate, key, words) in [
      ("expired.pem", "expired.key", "expired on"), ("broken.pem", "good.key", "cannot be read"),
      ("none.pem", "good.key", "cannot be read"), ("good.pem", "broken.pem", "cannot be read"),
      ("good.pem", "other.key", "is not that of the certificate"),
    ] {
      let run = try binary.run(
        "serve", "--port", "0", "--tls-certificate", certificate, "--tls-key", key, in: folder.path)
      #expect(run.status == 78 && run.error.contains(words), "\(certificate): \(run.error)")
    }
    let run = try binary.run("serve", "--port", "0", "--tls-certificate", "good.pem", in: folder.path)
    #expect(run.status == 78 && run.error.contains("no key for it"), "\(run.error)")
  }

  @Test func settingsAreReadAnewWhollyOrNotAtAll() throws {
    let file = ".config/ipai/config.yaml"
    try binary.home.write("max_results: 2\n", to: file)
    let server = try ServedProcess(binary, in: folder.path)
    let key = "X-API-Key: dev-only-insecure-key"
    func length() throws -> Int {
      let text = try curl("-H", key, server.address + "/v1/skills").text
      let json = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
      return (json?["skills"] as? [Any])?.count ?? -1
    }
    for number in 0..<5 {
      let body = #"{"name": "skill-\#(number)"}"#
      #expect(try curl("-H", key, "-d", body, server.address + "/skills").text.contains("skill-\(number)"))
    }
    #expect(try length() == 2)
    try binary.home.write("max_results: 4\n", to: file)
    server.signal(SIGHUP)
    #expect(try eventually { try length() == 4 })
    try binary.home.write("max_results: 1\nrate_limit: many\n", to: file)
    server.signal(SIGHUP)
    usleep(500_000)
    #expect(try length() == 4)
    #expect(try server.stop(SIGTERM) == 0)
  }
}
