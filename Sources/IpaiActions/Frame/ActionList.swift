/// Everything that ipai can do. A new action is a line here; a test fails where it is forgotten.
package enum ActionList {
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
