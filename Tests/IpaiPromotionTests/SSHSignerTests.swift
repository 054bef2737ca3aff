import Foundation
import IpaiCore
import IpaiPromotion
import TestSupport
import Testing

/// Signatures by the real ssh-keygen.
@Suite struct SSHSignerTests {
  private let keys: SSHKeys

  init() throws { keys = try SSHKeys() }

  @Test func aKeyFromTheEnvironmentSignsAndLeavesNoFile() async throws {
    let text = try String(contentsOfFile: try keys.key(of: "ann"), encoding: .utf8)
    // CI often loses the line break at the end.
    let secret = Secret(text.trimmingCharacters(in: .newlines))
    let signer = SSHSigner(signer: "ann@example.org", key: .text(secret), keygen: keys.keygen)
    let signature = try await signer.signature(over: "a statement")
    let rule = try keys.rule([("ann@example.org", "", "ann")])
    let problem = try await keys.keygen.problem(
      of: signature, over: "a statement", by: "ann@example.org", allowedSigners: rule.allowedSigners, at: noon)
    #expect(problem == nil)
    let other = try await keys.keygen.problem(
      of: signature, over: "another statement", by: "ann@example.org", allowedSigners: rule.allowedSigners, at: noon)
    #expect(other?.contains("not good") == true)
    #expect(try FileManager.default.contentsOfDirectory(atPath: keys.folder.file("scratch")).isEmpty)
  }

  @Test func aKeyThatIsNoneIsNamedWithoutItsText() async throws {
    let signer = SSHSigner(signer: "ann", key: .text(Secret("hunter2hunter2")), keygen: keys.keygen)
    let error = await #expect(throws: IpaiError.self) { _ = try await signer.signature(over: "a") }
    #expect(error?.code == .configuration && error?.rendered.contains("hunter2") == false)
    let missing = SSHSigner(signer: "ann", key: .file("/nowhere/key"), keygen: keys.keygen)
    #expect(await errorCode { _ = try await missing.signature(over: "a") } == .configuration)
  }

  private func refusal(_ key: SSHSigner.Key) async -> IpaiError? {
    let signer = SSHSigner(signer: "ann@example.org", key: key, keygen: keys.keygen)
    return await #expect(throws: IpaiError.self) { _ = try await signer.signature(over: "a statement") }
  }

  @Test func aKeyWithAPassphraseIsNamed() async throws {
    let path = try keys.key(of: "locked", passphrase: "hunter2hunter2")
    let file = await refusal(.file(path))
    #expect(
      file?.code == .configuration && file?.message == "the key \(path) has a passphrase, and no agent has the key")
    #expect(file?.hint?.contains("ssh-add \(path)") == true)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let variable = await refusal(.text(Secret(text)))
    #expect(variable?.message.contains("the key in IPAI_SIGNING_KEY has a passphrase") == true)
    #expect(variable?.rendered.contains(text.split(separator: "\n")[1]) == false)
  }

  @Test func aKeyThatOthersMayReadIsNamed() async throws {
    let path = try keys.key(of: "open")
    chmod(path, 0o644)
    let error = await refusal(.file(path))
    #expect(error?.message.contains("others than you may read the key \(path), whose mode is 644") == true)
    #expect(error?.hint == "chmod 600 \(path)")
  }

  /// Root may read every file.
  @Test(.enabled(if: geteuid() != 0)) func aKeyThatMayNotBeReadIsNamed() async throws {
    let path = try keys.key(of: "shut")
    chmod(path, 0)
    defer { chmod(path, 0o600) }
    let error = await refusal(.file(path))
    #expect(error?.message == "cannot read \(path): Permission denied" && error?.hint == "check its permissions")
  }

  #if os(Linux)
    @Test func aKeyThatCannotBeReadIsNamed() async throws {
      // A regular file of which nothing can be read.
      let error = await refusal(.file("/proc/self/mem"))
      #expect(error?.message == "cannot read /proc/self/mem: Input/output error")
    }
  #endif

  @Test func whatIsNoKeyIsSaid() async throws {
    let path = try keys.key(of: "ann")
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let lost = await refusal(.text(Secret(text.replacing("\n", with: " "))))
    #expect(lost?.message == "the key in IPAI_SIGNING_KEY has lost its line breaks")
    #expect(await refusal(.text(Secret(path)))?.hint?.contains("not to its path") == true)
    let other = try String(contentsOfFile: path + ".pub", encoding: .utf8)
    #expect(await refusal(.text(Secret(other)))?.message.contains("has a public key") == true)
    let lines = text.split(separator: "\n")
    let cut = ([lines[0], "b3Blbn", lines[2]] + lines.suffix(1)).joined(separator: "\n")
    #expect(await refusal(.text(Secret(cut)))?.message.contains("is not the text of a private SSH key") == true)
    for file in [try keys.folder.write("rubbish\n", to: "rubbish"), keys.folder.path, "/nowhere/key"] {
      let error = await refusal(.file(file))
      #expect(
        error?.code == .configuration && error?.message.contains(file) == true, "\(file): \(String(describing: error))")
      #expect(error?.hint?.contains("--sign") == true)
    }
  }

  @Test func withoutTheProgramItSaysWhatToInstall() async throws {
    let keygen = SSHKeygen(environment: ["PATH": "/nonexistent"], scratch: keys.folder.file("scratch"))
    let error = await #expect(throws: IpaiError.self) {
      _ = try await keygen.signature(over: "a", keyFile: "/nowhere")
    }
    #expect(error?.code == .unavailable && error?.hint?.contains("openssh-client") == true)
  }
}
