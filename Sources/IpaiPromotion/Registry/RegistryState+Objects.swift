extension RegistryState {
  /// The names of the skills in force, by the ids of the folders and files in git that they came from.
  package var objectsInForce: [String: String] {
    var names: [String: String] = [:]
    for (name, version) in current where version.step.action != .retire {
      if let object = version.step.gitObject { names[object] = name }
    }
    return names
  }
}
