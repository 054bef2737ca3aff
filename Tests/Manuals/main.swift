import Foundation
import IpaiCommands

// Writes the manual pages of all commands into a folder: ipai-manuals FOLDER
let folder = CommandLine.arguments[1]
for (path, command) in [([], CommandDescription.root)] + CommandDescription.root.descendants {
  let page = ManualPage(path, command)
  try Data(page.text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(page.name).1"))
}
