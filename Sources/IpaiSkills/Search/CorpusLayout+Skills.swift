package import IpaiSearch

extension CorpusLayout {
  /// The latest version of each skill.
  package static let skills = CorpusLayout(
    name: "skills", wordTable: "skill_words",
    fields: [SearchField("name", weight: 2), SearchField("description"), SearchField("body", weight: 0.4)],
    k1: 1.4, b: 0.5,
    vectors: VectorTable(
      "skill_vector", document: "skill_id", source: "skill", text: "search_text", versionName: "skill vectors"),
    nameComponent: "skill")
}
