import Foundation
import IpaiCore
import IpaiSkills

/// Finds out how commands can be isolated on this machine, by isolating one.
struct SandboxProbe {
  private let temporaryFolder: String

  private static let seconds = 20

  /// A probe that uses a folder for temporary files, as cases do.
  init(temporaryFolder: String) { self.temporaryFolder = temporaryFolder }

  /// The best way that works. Throws `IpaiError(.unavailable)` when nothing can be written.
  func best(_ isRoot: Bool) async throws -> EvalSandbox {
    for candidate in EvalSandbox.candidates(isRoot: isRoot) {
      if try await works(candidate) { return candidate }
    }
    return EvalSandbox(way: .plain, user: nil)
  }

  /// Whether a command runs in a sandbox, sees the file that it should, and can start a process.
  func works(_ sandbox: EvalSandbox) async throws -> Bool {
    let tree = SkillTree([SkillFile(path: "probe", content: Data("ready\n".utf8))])
    let workplace = try EvalWorkplace(in: temporaryFolder, for: tree, named: "probe", sandbox)
    defer { workplace.remove() }
    let eval = EvalCase(name: "probe", file: "", .command("cat probe; true"), expecting: EvalExpectation())
    let place = try workplace.place(for: eval, number: 0)
    let words = sandbox.words(for: "cat probe; true", of: eval, at: place)
    guard case .exited(0, let output, _) = try await EvalProcess.run(words, seconds: Self.seconds) else { return false }
    return output == Array("ready\n".utf8)
  }
}
