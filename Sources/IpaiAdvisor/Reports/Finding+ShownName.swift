extension Finding {
  /// What people call the resource; what tells it from others, where its name has nothing to read.
  var shownName: String {
    let name = ShownText.line(name)
    return name.isEmpty ? ShownText.line(String(urn.key)) : name
  }
}
