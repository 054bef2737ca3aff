import Foundation
import IpaiCommands

// Not `exit`: it would tear down what OpenSSL and libssh2 own while the thread that starts libgit2 may still be in them.
_exit(CommandLineInterface.runProcess(World.processArguments()))
