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

  @Test func withoutTheProgramItSaysWhatToInstall() async throws {
    let keygen = SSHKeygen(environment: ["PATH": "/nonexistent"], scratch: keys.folder.file("scratch"))
    let error = await #expect(throws: IpaiError.self) {
      _ = try await keygen.signature(over: "a", keyFile: "/nowhere")
    }
    #expect(error?.code == .unavailable && error?.hint?.contains("openssh-client") == true)
  }
}
