import Foundation
import IpaiCommands

exit(CommandLineInterface.run(Array(CommandLine.arguments.dropFirst()), in: .process()))
