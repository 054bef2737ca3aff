import SystemPackage
package import Foundation
package import IpaiCore
import Subprocess

/// Runs ssh-keygen, which signs texts and checks signatures (OpenSSH's PROTOCOL.sshsig).
package struct SSHKeygen: Sendable {
  /// What signatures are made for, so that one over something else is none.
  package static let namespace = "ipai-promotion"
  /// How long it may take, in seconds; somebody may have to touch a key.
  private static let seconds = 60
  private static let maxBytes = 1 << 20
  private static let kept = ["PATH", "HOME", "SSH_AUTH_SOCK", "SSH_ASKPASS", "DISPLAY", "TERM"]

  private let environment: [String: String]
  private let scratch: String

  /// `environment` is that of the process; files are written into `scratch`, a folder that is made, for as long as they are needed.
  package init(environment: [String: String], scratch: String) {
    var variables = environment.filter { Self.kept.contains($0.key) }
    if variables["PATH"] == nil { variables["PATH"] = "/usr/local/bin:/usr/bin:/bin" }
    variables["LC_ALL"] = "C"
    self.environment = variables
    self.scratch = scratch
  }

  /// The signature over a text by the key in a file.
  ///
  /// Throws `IpaiError`: `.configuration` for a key that cannot be used, `.unavailable` without ssh-keygen.
  package func signature(over text: String, keyFile: String) async throws -> String {
    let answer = try await run(["-Y", "sign", "-q", "-n", Self.namespace, "-f", keyFile], input: text)
    let signature = String(decoding: answer.output, as: UTF8.self)
    guard answer.isGood, signature.hasPrefix("-----BEGIN SSH SIGNATURE-----") else {
      throw IpaiError(
        .configuration, "the key cannot sign: \(answer.firstLine)",
        hint: "name an SSH key with --sign, such as one of 'ssh-keygen -t ed25519'")
    }
    return signature
  }

  /// What is wrong with a signature; nil where it is good. `date` is when it was made, at which the key has to have been valid.
  ///
  /// Throws `IpaiError(.unavailable)` without ssh-keygen.
  package func problem(
    of signature: String, over text: String, by signer: String, allowedSigners: String, at date: Timestamp
  ) async throws -> String? {
    try await withFile(Data(signature.utf8)) { file in
      let time = date.rfc3339.filter(\.isNumber)
      let words = [
        "-Y", "verify", "-q", "-n", Self.namespace, "-f", allowedSigners, "-I", signer, "-s", file, "-O",
        "verify-time=\(time)Z",
      ]
      let answer = try await run(words, input: text)
      if answer.isGood { return nil }
      let reason = answer.isSilent ? "this key is not one that may sign under this name" : answer.firstLine
      return "the signature of '\(signer.prefix(80))' is not good: \(reason)"
    }
  }

  /// Runs `work` with a file, readable by this user alone, that has this content. Throws `IpaiError(.denied)` and what `work` throws.
  package func withFile<Value>(_ content: Data, _ work: (String) async throws -> Value) async throws -> Value {
    removeLeftovers()
    let path = "\(scratch)/\(UUID().uuidString)"
    defer { unlink(path) }
    try write(content, to: path)
    return try await work(path)
  }

  /// Writes a file that is needed for a moment, and so not waited for until the disk has it.
  private func write(_ content: Data, to path: String) throws(IpaiError) {
    try? FileManager.default.createDirectory(
      atPath: scratch, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    let isWritten = descriptor >= 0 && content.withUnsafeBytes { $0.writeAll(to: descriptor) }
    let number = errno
    if descriptor >= 0 { close(descriptor) }
    guard isWritten else {
      throw IpaiError(
        .denied, "cannot write \(path): \(String(cString: strerror(number)))",
        hint: "check the permissions of \(scratch) and the disk")
    }
  }

  /// What somebody who was killed has left, which may be a key.
  private func removeLeftovers() {
    let old = Date().addingTimeInterval(-10 * Double(Self.seconds))
    for name in (try? FileManager.default.contentsOfDirectory(atPath: scratch)) ?? [] {
      let path = "\(scratch)/\(name)"
      let attributes = try? FileManager.default.attributesOfItem(atPath: path)
      guard let date = attributes?[.modificationDate] as? Date, date < old else { continue }
      unlink(path)
    }
  }

  private struct Answer {
    let isGood: Bool
    let output: [UInt8]
    let error: [UInt8]

    var isSilent: Bool { error.isEmpty && output.isEmpty }

    /// The first line of what it says that has words in it: a warning begins with a frame.
    var firstLine: String {
      let text = String(decoding: error.isEmpty ? output : error, as: UTF8.self)
      let line = text.split(whereSeparator: \.isNewline).first { line in
        line.contains { $0.isLetter } && !line.hasPrefix("@@@")
      }
      return line.map { String($0.prefix(200)) } ?? "ssh-keygen said nothing"
    }
  }

  /// Runs it with a text as its input: from a file, since writing to a pipe that it does not read would end this process.
  private func run(_ words: [String], input: String) async throws -> Answer {
    try await withFile(Data(input.utf8)) { try await run(words, inputFile: $0) }
  }

  private func run(_ words: [String], inputFile: String) async throws -> Answer {
    do {
      return try await withThrowingTaskGroup(of: Answer?.self) { group in
        group.addTask { try await execute(words, inputFile) }
        group.addTask {
          try await Task.sleep(for: .seconds(Self.seconds))
          return nil
        }
        let first = try await group.next() ?? nil
        group.cancelAll()
        guard let first else { throw Self.tooLate }
        return first
      }
    } catch let error as SubprocessError {
      throw IpaiError(.unavailable, "ssh-keygen cannot be run", cause: error)
    }
  }

  private static var tooLate: IpaiError {
    IpaiError(
      .unavailable, "ssh-keygen did not answer within \(seconds) s",
      hint: "if the key has a passphrase, add it to an agent first: ssh-add KEY")
  }

  private func execute(_ words: [String], _ inputFile: String) async throws -> Answer {
    let variables = environment.map { Array("\($0.key)=\($0.value)".utf8) + [0] }
    let script = "input=$1; shift; exec ssh-keygen \"$@\" <\"$input\""
    let all = ["-c", script, "sh", inputFile] + words
    let result = try await Subprocess.run(
      .path("/bin/sh"), arguments: Arguments(all.map { Array($0.utf8) + [0] }), environment: .custom(variables),
      output: .bytes(limit: Self.maxBytes), error: .bytes(limit: Self.maxBytes))
    if result.terminationStatus == .exited(127) {
      throw IpaiError(
        .unavailable, "the program ssh-keygen is not installed", hint: "install OpenSSH (Debian: openssh-client)")
    }
    return Answer(
      isGood: result.terminationStatus == .exited(0), output: result.standardOutput, error: result.standardError)
  }
}
