/// The command line that installs a model, for hints.
package enum InstallCommand {
  /// PLACE stands for where the model is, where ipai does not know one.
  package static func text(_ name: String) -> String {
    let place = PublishedModel.named(name) == nil ? " --from PLACE" : ""
    return "ipai model install \(name)" + place
  }
}
