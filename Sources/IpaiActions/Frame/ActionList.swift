/// Everything that ipai can do. A new action is a line here; a test fails if it is missing.
package enum ActionList {
  /// In the order in which tools and routes are listed.
  package static let all: [ActionEntry] = [
    ActionEntry(RagSearchAction.self),
    ActionEntry(CommitsIndexAction.self),
    ActionEntry(CommitsStatusAction.self),
    ActionEntry(CommitsRepositoriesAction.self),
    ActionEntry(CommitsListAction.self),
    ActionEntry(CommitsShowAction.self),
    ActionEntry(CommitsForgetAction.self),
    ActionEntry(ModelListAction.self),
    ActionEntry(ModelInstallAction.self),
    ActionEntry(ModelVerifyAction.self),
    ActionEntry(ModelRemoveAction.self),
    ActionEntry(ModelEmbedAction.self),
    ActionEntry(ModelTokenizeAction.self),
    ActionEntry(DoctorAction.self),
  ]
}
