import Foundation
import IpaiCore
import StoreTestSupport
import TestSupport
import Testing

@testable import IpaiPostgres

@Suite struct AddressTests {
  @Test(arguments: [
    ("host=db.example.org", true), ("host=localhost", false), ("host=/run/postgresql", false), ("", false),
    ("host=127.0.0.1", false), ("host=127.1.2.3", false), ("hostaddr=::1 host=db.example.org", false),
    ("host=localhost hostaddr=192.0.2.1", true), ("host=localhost,db.example.org", true),
    ("host=127.0.0.1.example.org", true),
    ("host=127.evil", true), ("host=db.example.org sslmode=require", false),
    ("host=db.example.org sslmode=prefer", true),
    ("host=db.example.org sslmode=disable", false), ("host=192.0.2.1 sslmode=verify-ca", false),
  ])
  func otherMachinesHaveToShowWhoTheyAre(options: String, isChecked: Bool) {
    let pairs = options.split(separator: " ").map { $0.split(separator: "=") }
    let values = Dictionary(uniqueKeysWithValues: pairs.map { (String($0[0]), Secret(String($0[1]))) })
    #expect(TransportRule.needsVerification(values) == isChecked)
  }

  @Test func theCertificateIsThatOfTheSystemOrOfTheUser() throws {
    let home = try TemporaryFolder()
    let address = try PostgresAddress(StoreAddress("postgres://db.example.org/x"), home: home.path)
    #expect(address.verification([:], 160_000) == ["sslmode": "verify-full", "sslrootcert": "system"])
    #expect(address.verification([:], 150_000)["sslrootcert"]?.hasPrefix("/etc/") == true)
    #expect(address.verification(["sslrootcert": Secret("/my.crt")], 150_000) == ["sslmode": "verify-full"])
    try home.write("x", to: ".postgresql/root.crt")
    #expect(address.verification([:], 150_000) == ["sslmode": "verify-full"])
  }

  @Test(arguments: [
    ("postgres://u:secret@h:1/d", "postgres://u:***@h:1/d"), ("postgresql://u@h/d", "postgresql://u@h/d"),
    ("postgres://h", "postgres://h"),
    ("postgres:///d?host=/run&password=secret", "postgres:///d?host=/run&password=***"),
    (
      "postgres://u:secret%40@h/d?sslpassword=secret&application_name=a",
      "postgres://u:***@h/d?sslpassword=***&application_name=a"
    ),
    ("postgres://h/d?pass%77ord=secret", "postgres://h/d?***"),
    ("postgres://:secret@h", "postgres://:***@h"),
    ("postgres://h/d?passwrd=secret", "postgres://h/d?passwrd=***"), ("postgres://u%3Asecret@h", "postgres://***@h"),
    ("postgres://h/d?sslmode=disable;password=secret", "postgres://h/d?sslmode=***"),
    ("postgres://h/d?user=u:secret", "postgres://h/d?user=***"), ("postgres://[::1]:5/d", "postgres://[::1]:5/d"),
    ("postgres://a,b:2/d", "postgres://a,b:2/d"), ("postgres://u@%2Frun%2Fpg/d", "postgres://u@%2Frun%2Fpg/d"),
  ])
  func aPasswordIsNotShown(address: String, shown: String) throws {
    #expect(try StoreAddress(address).shown == shown)
  }

  @Test(arguments: [
    "", "h", "mysql://h/secret", "postgres://u:se@cret@h/d", "postgres://u:se/cret@h/d", "postgres://u:se?cret@h/d",
    "postgres://u:se#cret@h/d", "postgres://u:se cret@h/d", "postgres://u:secr\u{E9}t@h/d", "postgres://u:secret\n@h/d",
    "postgres://u:secret/d", "postgres://u:secret%40h:5432/d", "postgres://u:secret?x=1",
  ])
  func whatIsNoAddressIsRefusedWithoutRepeatingIt(address: String) {
    let error = #expect(throws: IpaiError.self) { try StoreAddress(address) }
    #expect(error?.code == .usage && error?.rendered.contains("cret") == false)
  }

  /// In another language only the words are different.
  @Test(arguments: [
    (
      "connection to server at \"127.0.0.1\", port 1 failed: FATAL:  28P01: password authentication failed for user \"a\"\nLOCATION:  auth_failed, auth.c:300\n",
      "28P01",
      "connection to server at \"127.0.0.1\", port 1 failed: FATAL:  password authentication failed for user \"a\""
    ),
    (
      "FATAL:  3D000: Datenbank \u{BB}x\u{AB} existiert nicht\nORT:  InitPostgres", "3D000",
      "FATAL:  Datenbank \u{BB}x\u{AB} existiert nicht"
    ),
    (
      "connection to server failed: Connection refused\n\tIs the server running?\n", "",
      "connection to server failed: Connection refused; Is the server running?"
    ),
    ("could not translate host name \"ABCDE: x\"", "", "could not translate host name \"ABCDE: x\""), ("", "", ""),
  ])
  func theStateIsFoundInAMessage(text: String, state: String, message: String) {
    let failure = ConnectionFailure(text)
    #expect(failure.state == state && failure.message == message, "\(failure)")
  }

  @Test(arguments: [
    ("0.8.0", true), ("0.8.5", true), ("0.10.0", true), ("1.0", true), ("0.7.4", false), ("0.5.1", false), ("", false),
  ])
  func versionsOfPgvectorAreCompared(version: String, isNew: Bool) {
    #expect(VectorExtension.isNewEnough(version) == isNew)
  }
}

/// A server that encrypts, with a certificate that the test makes.
@Suite struct TLSTests {
  @Test func aCertificateIsChecked() async throws {
    let folder = try TemporaryFolder()
    let made = try Subprocess.run(
      [
        "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
        "-subj",
        "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", folder.file("key.pem"), "-out",
        folder.file("ca.pem"),
      ], in: folder.path)
    #expect(made.status == 0, "\(made.error)")
    // The one from PyPI was built without TLS.
    let server = try await PostgresServer.start(.debian)
    defer { withExtendedLifetime(server) {} }
    #expect(try await server.command("tls", folder.file("ca.pem"), folder.file("key.pem")) == "ok")
    let port = server.port
    let trusted = "?sslmode=verify-full&sslrootcert=\(folder.file("ca.pem"))"
    let connection = try await PostgresFixture.connection(
      "postgres://postgres:secret@localhost:\(port)/postgres" + trusted)
    #expect(await connection.isEncrypted)
    #expect(try await connection.text("SELECT 'on'") == "on")
    // The system does not know who signed it, and the name is another one.
    for (host, options) in [
      ("localhost", "?sslmode=verify-full&sslrootcert=/etc/ssl/certs/ca-certificates.crt"), ("127.0.0.1", trusted),
    ] {
      let error = await #expect(throws: IpaiError.self) {
        _ = try await PostgresFixture.connection("postgres://postgres:secret@\(host):\(port)/postgres" + options)
      }
      #expect(error?.code == .unavailable && state(error).isEmpty, "\(String(describing: error?.rendered))")
    }
  }
}
