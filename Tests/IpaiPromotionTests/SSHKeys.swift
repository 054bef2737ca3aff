import Foundation
import IpaiCore
import IpaiPromotion
import TestSupport

/// SSH keys of people, made by ssh-keygen, and a file that says who may sign.
struct SSHKeys {
  let folder: TemporaryFolder
  let keygen: SSHKeygen

  init() throws {
    folder = try TemporaryFolder()
    keygen = SSHKeygen(
      environment: ["PATH": TestRepository.environment["PATH"] ?? "", "HOME": folder.path],
      scratch: folder.file("scratch"))
  }

  /// The path of the private key of a person.
  func key(of name: String, passphrase: String = "") throws -> String {
    let path = folder.file(name)
    if !FileManager.default.fileExists(atPath: path) {
      let words = ["ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-C", name, "-f", path]
      // It makes ~/.ssh.
      let environment = TestRepository.environment.merging(["HOME": folder.path]) { $1 }
      _ = try Subprocess.run(words, in: folder.path, environment: environment)
    }
    return path
  }

  func signer(_ name: String) throws -> SSHSigner {
    SSHSigner(signer: "\(name)@example.org", key: .file(try key(of: name)), keygen: keygen)
  }

  /// The file of allowed signers: each line the options and the name of the key.
  func rule(_ lines: [(principal: String, options: String, key: String)]) throws -> SignatureRule {
    let text = try lines.map { line in
      let key = try String(contentsOfFile: try self.key(of: line.key) + ".pub", encoding: .utf8)
      let parts = key.split(separator: " ").prefix(2).joined(separator: " ")
      return "\(line.principal) \(line.options)\(line.options.isEmpty ? "" : " ")\(parts)\n"
    }
    let path = try folder.write(text.joined(), to: "signers-\(UUID().uuidString)")
    return SignatureRule(keygen: keygen, allowedSigners: path)
  }
}
