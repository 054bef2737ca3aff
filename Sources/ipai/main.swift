import IpaiGit
import IpaiCommits
import IpaiSearch
import IpaiCore
import IpaiDatabase
import Foundation
let a = CommandLine.arguments
if a[1] == "eval" {
  let index = CommitSearchIndex(try DatabaseFile.forReading(a[2])!)
  while let line = readLine() {
    let parts = line.split(separator: "\t", maxSplits: 1)
    let t = DispatchTime.now().uptimeNanoseconds
    let r = try index.search(SearchRequest(query: String(parts[1]), repository: a[3], maxResults: 120))
    let d = Double(DispatchTime.now().uptimeNanoseconds - t) / 1e6
    for (i, h) in r.results.enumerated() { print("\(parts[0])\t\(i+1)\t\(h.commit)") }
    if a.count > 4 { FileHandle.standardError.write(Data("\(d)\n".utf8)) }
  }
} else {
let path = CommandLine.arguments[1]
let n = Int(CommandLine.arguments[2])!
let mode = CommandLine.arguments[3]
let dbp = CommandLine.arguments[4]
func cpu() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }
let t0 = cpu()
let db = try DatabaseFile.forWriting(dbp)
let s = try CommitIndexer(db, IndexRequest(path: path, selection: Selection(maxCommits: n, diffWords: mode == "diff"), jobs: Int(CommandLine.arguments[5])!, now: Timestamp(seconds: 0))).run()
try db.close()
print(s, cpu() - t0)
}
