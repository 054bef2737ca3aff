import Foundation
import IpaiCore
import IpaiSkills
import TestSupport
import Testing

@testable import IpaiPromotion

/// Archives of our own, of tar and of Python, and archives that somebody made to do harm.
@Suite struct TarTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let long =
    Array(repeating: "a-folder-with-a-rather-long-name", count: 9).joined(separator: "/") + "/file.md"

  private static let tree = SkillTree([
    SkillFile(path: "SKILL.md", content: Data("main".utf8)),
    SkillFile(path: "scripts/run.sh", isExecutable: true, content: Data("#!/bin/sh\n".utf8)),
    SkillFile(path: "empty", content: Data()),
    SkillFile(path: "ä/ö ü.txt", content: Data(count: 512)),
    SkillFile(path: long, content: Data("deep".utf8)),
    SkillFile(path: String(repeating: "x", count: 120), content: Data(count: 513)),
    SkillFile(path: "b/" + String(repeating: "y", count: 98), content: Data("z".utf8)),
  ])

  private func problem(_ archive: Data, limits: SkillLimits = .standard) -> String {
    do {
      let files = try TarReader.files(in: archive, limits: limits)
      return "read: \(files.map(\.path))"
    } catch {
      return (error as? IpaiError)?.message ?? "\(error)"
    }
  }

  /// What Python's tarfile makes of a script that adds to the archive `t`.
  private func python(_ script: String, format: String = "PAX") throws -> Data {
    let program = """
      import io, sys, tarfile
      out = io.BytesIO()
      t = tarfile.open(fileobj=out, mode='w', format=tarfile.\(format)_FORMAT)
      def add(name, data=b'x', type=tarfile.REGTYPE, link='', mode=0o644, **more):
          i = tarfile.TarInfo(name); i.size = len(data); i.type = type; i.linkname = link; i.mode = mode
          i.pax_headers = more.get('pax', {}); t.addfile(i, io.BytesIO(data))
      \(script.split(separator: "\n").joined(separator: "\n"))
      t.close()
      sys.stdout.buffer.write(out.getvalue())
      """
    let run = try Subprocess.run(["python3", "-c", program])
    #expect(run.status == 0, "\(run.error)")
    return run.output
  }

  @Test func whatIsWrittenComesBack() throws {
    let archive = TarWriter.archive(of: Self.tree)
    let read = SkillTree(try TarReader.files(in: archive))
    #expect(read == Self.tree && read.digest == Self.tree.digest)
    #expect(TarWriter.archive(of: SkillTree(Self.tree.files.reversed())) == archive)
  }

  /// GNU tar reads it, and finds neither a user nor a time in it.
  @Test func tarReadsIt() throws {
    try folder.write(TarWriter.archive(of: Self.tree), to: "a.tar")
    let list = try Subprocess.run(["tar", "--utc", "--numeric-owner", "-tvf", folder.file("a.tar")])
    #expect(list.status == 0 && list.error.isEmpty, "\(list.error)")
    #expect(
      list.text.contains("-rwxr-xr-x 0/0") && list.text.contains("1970-01-01 00:00 scripts/run.sh"), "\(list.text)")
    try FileManager.default.createDirectory(atPath: folder.file("out"), withIntermediateDirectories: true)
    let run = try Subprocess.run(["tar", "-xf", folder.file("a.tar"), "-C", folder.file("out")])
    #expect(run.status == 0, "\(run.error)")
    #expect(try SkillSource(folder.file("out")).tree.digest == Self.tree.digest)
  }

  @Test(arguments: ["pax", "gnu", "ustar", "v7"])
  func whatTarWritesIsRead(format: String) throws {
    let short = SkillTree(Self.tree.files.filter { $0.path.utf8.count < 100 })
    let tree = ["pax", "gnu"].contains(format) ? Self.tree : short
    _ = try SkillExport.write(tree, to: folder.file("in"))
    let run = try Subprocess.run(["tar", "--format=\(format)", "-cf", "-", "-C", folder.file("in"), "."])
    #expect(run.status == 0, "\(run.error)")
    #expect(SkillTree(try TarReader.files(in: run.output)) == tree)
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let script: String
    let message: String
    var testDescription: String { script }
  }

  private static let hostile = [
    Case(script: "add('../evil')", message: "the part '..'"),
    Case(script: "add('/etc/passwd')", message: "a part of it is empty"),
    Case(script: "add('a/../../evil')", message: "the part '..'"),
    Case(script: "add('a//b')", message: "a part of it is empty"),
    Case(script: "add('a\\\\b')", message: "backslash"), Case(script: "add('a\\nb')", message: "control character"),
    Case(script: "add('l', b'', tarfile.SYMTYPE, '/etc')", message: "'l' is a link"),
    Case(script: "add('l', b'', tarfile.LNKTYPE, 'SKILL.md')", message: "'l' is a link"),
    Case(script: "add('d', b'', tarfile.CHRTYPE)", message: "a device"),
    Case(script: "add('d', b'', tarfile.BLKTYPE)", message: "a device"),
    Case(script: "add('p', b'', tarfile.FIFOTYPE)", message: "a pipe"),
    Case(script: "add('s', b'', b'S')", message: "a file with holes"),
    Case(script: "add('s', b'x', b'Z')", message: "of an unknown kind"),
    Case(script: "add('x', pax={'GNU.sparse.major': '1', 'GNU.sparse.minor': '0'})", message: "a file with holes"),
    Case(script: "add('x', pax={'path': '../../evil'})", message: "the part '..'"),
    Case(script: "add('x', pax={'linkpath': 'y'})", message: "a link"),
    Case(script: "add('a'); add('a')", message: "has 'a' twice"),
    Case(script: "add('a'); add('./a')", message: "has 'a' twice"),
    Case(script: "add('a'); add('a/b')", message: "a file and a folder"),
    Case(script: "add('a/b'); add('a')", message: "has 'a' twice"),
    Case(script: "add('\\u00e4'); add('a\\u0308')", message: "twice"),
    Case(script: "add('/'.join(['d'] * 40))", message: "levels deep"),
    Case(script: "add('/\\u0301'.join(['d'] * 40))", message: "levels deep"),
    Case(script: "add('../\\u0301evil')", message: "the part '..'"),
    Case(script: "add('a'); add('a/\\u0301b')", message: "a file and a folder"),
    Case(
      script: "t.pax_headers = {'path': 'all'}; t.fileobj.write(t.tarinfo.create_pax_global_header({'path': 'all'}))",
      message: "one name"),
  ]

  @Test(arguments: hostile)
  func whatDoesHarmIsRefused(one: Case) throws {
    let problem = try problem(python(one.script))
    #expect(problem.contains(one.message) && !problem.hasPrefix("read"), "\(problem)")
  }

  @Test func namesThatAreNotUTF8AreRefused() throws {
    var archive = Array(TarWriter.archive(of: SkillTree([SkillFile(path: "abc", content: Data())])))
    archive[1] = 0xFF
    let sum = (0..<512).reduce(0) { $0 + (148..<156 ~= $1 ? 32 : Int(archive[$1])) }
    let text = String(sum, radix: 8)
    archive.replaceSubrange(148..<154, with: Array((String(repeating: "0", count: 6 - text.count) + text).utf8))
    #expect(problem(Data(archive)).contains("not UTF-8"))
  }

  /// What no skill has, such as the data of git, which runs what stands there, is left out.
  @Test func whatIsNoPartOfASkillIsLeftOut() throws {
    let files = try TarReader.files(
      in: python(
        "add('SKILL.md'); add('.git/config'); add('a/.GIT/hooks/x'); add('node_modules/y'); add('a/z'); add('.git/\\u0301x')"
      ))
    #expect(files.map(\.path) == ["SKILL.md", "a/z"])
  }

  @Test func limitsHold() throws {
    var limits = SkillLimits.standard
    limits.files = 2
    limits.fileBytes = 1_000
    limits.treeBytes = 1_500
    limits.entries = 5
    let message = { (script: String) in try problem(python(script), limits: limits) }
    #expect(try message("[add(str(n)) for n in range(3)]").contains("more than 2 files"))
    #expect(try message("add('a', b'x' * 1001)").contains("larger than"))
    #expect(try message("add('a', b'x' * 900); add('b', b'x' * 900)").contains("together"))
    #expect(try message("[add(f'{n}/', b'', tarfile.DIRTYPE) for n in range(6)]").contains("more than 5 entries"))
    // A size that is only said takes no room.
    var archive = Array(TarWriter.archive(of: Self.tree))
    archive.replaceSubrange(124..<136, with: [0x80, 0, 0, 0, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF])
    #expect(problem(Data(archive)).contains("damaged"))
  }

  /// Nothing that is cut off or damaged is taken for whole, and nothing ends the process.
  @Test func damageIsNoticed() throws {
    let archive = TarWriter.archive(of: Self.tree)
    for count in stride(from: 0, to: archive.count - 1_024, by: 100) {
      #expect(!problem(archive.prefix(count)).hasPrefix("read"), "\(count)")
    }
    #expect(problem(archive + Data("x".utf8)).contains("follows"))
    var random = SeededGenerator(seed: 7)
    for _ in 0..<3_000 {
      var damaged = Array(archive)
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        damaged[Int.random(in: 0..<damaged.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      if let files = try? TarReader.files(in: Data(damaged)) {
        #expect(files.allSatisfy { SkillPath.fault(in: $0.path) == nil })
      }
    }
  }

  /// Random headers with right checksums, so that more than the checksum is met.
  @Test func randomHeadersDoNoHarm() throws {
    var random = SeededGenerator(seed: 11)
    let types = Array("0\0125xgLKS7".utf8)
    for _ in 0..<3_000 {
      var archive: [UInt8] = []
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        var block = [UInt8](repeating: 0, count: 512)
        for place in 0..<20 where Bool.random(using: &random) {
          block[place] = UInt8.random(in: 0...255, using: &random)
        }
        let size = String(Int.random(in: 0...3_000, using: &random), radix: 8)
        block.replaceSubrange(124..<(124 + size.utf8.count), with: Array(size.utf8))
        block[156] = types.randomElement(using: &random) ?? 0
        block.replaceSubrange(148..<156, with: Array(repeating: 32, count: 8))
        let sum = String(block.reduce(0) { $0 + Int($1) }, radix: 8)
        block.replaceSubrange(148..<(148 + sum.utf8.count), with: Array(sum.utf8))
        archive += block
        let body = Int.random(in: 0...3, using: &random) * 512
        archive += (0..<body).map { _ in UInt8.random(in: 0...255, using: &random) }
      }
      archive += [UInt8](repeating: 0, count: 1_024)
      if let files = try? TarReader.files(in: Data(archive)) {
        #expect(files.allSatisfy { SkillPath.fault(in: $0.path) == nil })
      }
    }
  }
}
