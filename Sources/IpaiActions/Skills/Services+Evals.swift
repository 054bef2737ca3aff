import Foundation
import IpaiCore
package import IpaiEvals
import IpaiSkills

extension Services {
  /// The last results of the evals of each skill.
  package var evalRecords: EvalRecords { EvalRecords(folder: directories.data + "/evals") }

  /// The folder for temporary files.
  var temporaryFolder: String {
    let folder = environment["TMPDIR"] ?? ""
    return folder.hasPrefix("/") ? folder : "/tmp"
  }

  /// A skill that is named, `name` or `name@version`, or that is at an absolute path. Throws `IpaiError`.
  func skillPackage(_ text: String) async throws -> SkillPackage {
    if text.hasPrefix("/") { return try SkillPackage.read(text) }
    let reference = SkillReference(text)
    do {
      let store = try skillsForReading()
      let skill = try await store.skill(reference.name, version: reference.version)
      let tree = try await store.tree(of: skill.name, version: skill.version)
      return SkillPackage(tree, form: skill.form, folderName: nil)
    } catch let error as IpaiError where error.code == .notFound {
      throw IpaiError(
        .notFound, error.message,
        hint: "to run the evals of a folder, give its path: ipai skills eval ./\(reference.name)")
    }
  }

  /// The model that answers prompts and judges answers; nil when none is named. Its key is in `IPAI_GRADER_KEY`.
  ///
  /// Throws `IpaiError`: `.usage` for an address or a name alone and for an address that cannot be used, `.unavailable` for a
  /// key that cannot be one.
  func evalModel(url: String?, name: String?) throws -> EvalModel? {
    guard url != nil || name != nil else { return nil }
    guard let url, let name else {
      throw IpaiError(
        .usage, "the model that judges needs both an address and a name",
        hint: "add \(url == nil ? "--grader-url URL" : "--grader-model NAME")")
    }
    let key = (environment["IPAI_GRADER_KEY"] ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
    guard key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw IpaiError(.unavailable, "the environment variable IPAI_GRADER_KEY has characters that no key has")
    }
    return try EvalModel(url: url, model: name, key: key.isEmpty ? nil : Secret(key))
  }
}
