/// Writes the command line that installs a model, for hints.
package enum InstallCommand {
  /// The command line for a model; PLACE stands for the address or the path of one that ipai does not know.
  package static func text(_ name: String) -> String {
    if PublishedModel.named(name) == nil { return "ipai model install \(name) --from PLACE" }
    return "ipai model install \(name)"
  }
}
