using System;
using System.Collections.Generic;
using System.Linq;
using Pelikan.Tidy.Tests.Rules;
using Pelikan.Tidy.Tests.Text;
using Xunit;
using static Pelikan.Tidy.Tests.RuleProof;

namespace Pelikan.Tidy.Tests;

/// <summary>Each rule is proven able to fail, on a tree made to break it, and able to pass on its neighbour.</summary>
public class RuleProofs
{
    private const string Storage = "src/Pelikan.Storage/A.cs";
    private const string Room = "src/Pelikan.Storage/Memory/NativeRegion.cs";
    private const string Record = "## Context\n## Decision\n## Consequences\n## What would change it\n";

    private static readonly RuleProof[] Proofs =
    [
        File("LayeringRules.ProjectReferences", "storage refers to the actors", "src/Pelikan.Storage/Pelikan.Storage.csproj", 1,
            bad: """<ProjectReference Include="..\Pelikan.Actors\Pelikan.Actors.csproj" />""", good: "<Project />"),
        File("LayeringRules.ProjectReferences", "storage takes a package", "src/Pelikan.Storage/Pelikan.Storage.csproj", 0,
            bad: """<PackageReference Include="Some.Package" />""", good: "<Project />"),
        File("LayeringRules.ProjectReferences", "the actors refer to the node", "src/Pelikan.Actors/Pelikan.Actors.csproj", 1,
            bad: """<ProjectReference Include="..\Pelikan.Node\Pelikan.Node.csproj" />""",
            good: """<ProjectReference Include="..\Pelikan.Storage\Pelikan.Storage.csproj" />"""),
        File("LayeringRules.ForbiddenWords", "storage starts a task", Storage, 2,
            bad: "class A\n{ Task Run() => null!; }", good: "// A Task is no business of storage.\nclass A { string Task2 = \"Task\"; }"),
        File("LayeringRules.ForbiddenWords", "an actor opens a socket", "src/Pelikan.Actors/Sharding/A.cs", 1,
            bad: "Socket s;", good: "SocketName s;"),
        new RuleProof("LayeringRules.ForbiddenWords", "only the transport may", "src/Pelikan.Actors/Kernel/A.cs", 1)
        {
            Bad = Tree(("src/Pelikan.Actors/Kernel/A.cs", "Socket s;")),
            Good = Tree(("src/Pelikan.Actors/Transport/A.cs", "Socket s;")),
        },
        File("LayeringRules.ForbiddenWords", "a protocol names a store", "src/Pelikan.Node/Protocol/A.cs", 1, bad: "SegCache c;", good: "IStore c;"),
        File("LayeringRules.ForbiddenWords", "the net names a protocol", "src/Pelikan.Node/Net/A.cs", 1, bad: "MemcacheText t;", good: "TProtocol t;"),
        File("LayeringRules.ForbiddenWords", "a store names a verb", "src/Pelikan.Node/EntryStore/A.cs", 1, bad: "MemcacheVerb v;", good: "StoreStatus v;"),
        File("LayeringRules.Usings", "storage imports the network", Storage, 2,
            bad: "using System;\nusing System.Net.Sockets;\n", good: "using System;\nusing System.Threading;\n"),
        File("LayeringRules.Usings", "an alias hides an import", "src/Pelikan.Node/Protocol/A.cs", 1,
            bad: "using Cache = Pelikan.Node.EntryStore.SegStore;\n", good: "using Limits = Pelikan.Node.Protocol.ProtocolLimits;\n"),
        File("LayeringRules.Usings", "the net imports a store", "src/Pelikan.Node/Net/A.cs", 1,
            bad: "using Pelikan.Node.EntryStore;\n", good: "using Pelikan.Node.Protocol;\n"),
        File("SizeRules.WithinLimits", "a product file is too long", Storage, 0,
            bad: new string('\n', SizeRules.ProductFileLinesMax + 1), good: new string('\n', SizeRules.ProductFileLinesMax)),
        File("SizeRules.WithinLimits", "a test file is too long", "tests/A/A.cs", 0,
            bad: new string('\n', SizeRules.TestFileLinesMax + 1), good: new string('\n', SizeRules.TestFileLinesMax)),
        File("SizeRules.WithinLimits", "a function is too long", Storage, 3,
            bad: ClassWithFunction(SizeRules.FunctionLinesMax + 1), good: ClassWithFunction(SizeRules.FunctionLinesMax)),
        Ratchet("a listed function grew", Storage, 3, $"{Storage} Run 80\n", length: 81),
        Ratchet("a listed function shrank", SizeRules.RatchetPath, 0, $"{Storage} Run 80\n", length: 79),
        Ratchet("a listed function is short again", SizeRules.RatchetPath, 0, $"{Storage} Run 80\n", length: 20),
        File("UnsafeRules.OnlyInRooms", "the keyword outside its rooms", Storage, 1, bad: "unsafe void Run() { }", good: "// unsafe\nvoid Run() { }"),
        File("UnsafeRules.OnlyInRooms", "the same without the keyword", Storage, 1, bad: "Unsafe.As<int>(x);", good: "Unsafely.As(x);"),
        File("UnsafeRules.OnlyInRooms", "tests are no room", "tests/A/A.cs", 1, bad: "MemoryMarshal.Cast(x);", good: "Cast(x);"),
        File("UnsafeRules.EachWithReason", "a member without its reason", Room, 2,
            bad: "class A {\nunsafe byte* At() => _p; }", good: "// SAFETY: the region owns it.\n[Pure]\nunsafe byte* At() => _p;"),
        File("UnsafeRules.EachWithReason", "a reason that belongs to another member", Room, 3,
            bad: "// SAFETY: the region owns it.\nunsafe byte* At() => _p;\nunsafe byte* To() => _p;",
            good: "unsafe byte* At()\n{\n    // SAFETY: the region owns it.\n    return _p;\n}"),
        File("UnsafeRules.EachWithReason", "a pointer behind the type's keyword", Room, 3,
            bad: "unsafe class A {\nbyte* _p;\nbyte At(int i) => _p[i]; }",
            good: "unsafe class A {\nbyte* _p;\nbool Is => _p is null; int Twice(int a, int b) => a * b; }"),
        File("UnsafeRules.EachWithReason", "a declaration without a reason", Room, 3,
            bad: "unsafe class A\n{\n[LibraryImport] static partial int Read(byte* to); }",
            good: "// SAFETY: callers pass their own memory.\nunsafe class A\n{\n[LibraryImport] static partial int Read(byte* to); }"),
        File("UnsafeRules.NoEmptyRoom", "a room without unsafe code", Room, 0, bad: "class A { }", good: "unsafe class A { }"),
        File("CodeRules.NoUnfinishedWork", "work left undone", Storage, 2, bad: "\n// TODO: more\n", good: "string todo = \"TODO\";\n"),
        File("CodeRules.CommentsAnswer", "a comment that asks", Storage, 1,
            bad: "// Is this needed?\n", good: "// Reads ${?NAME}; see Wait(TimeSpan?).\nvar x = a ? b : c;\n"),
        File("CodeRules.NoRegion", "a region", Storage, 2, bad: "\n#region Fields\n", good: "// #region\n"),
        File("CodeRules.NoSleep", "a sleeping test", "tests/A/A.cs", 1, bad: "Thread.Sleep(5);", good: "// Thread.Sleep(5)\n"),
        File("CodeRules.NoSleep", "a delayed test", "tests/A/A.cs", 1, bad: "await Task.Delay(5);", good: "await Task.Yield();"),
        File("CodeRules.GuardsAreScoped", "a guard left by hand", Storage, 1, bad: "guard.Dispose();", good: "using EpochGuard guard = Enter();"),
        new RuleProof("CodeRules.NoDeadFile", "nobody uses it", "src/Pelikan.Storage/Dead.cs", 0)
        {
            Bad = Tree(("src/Pelikan.Storage/Dead.cs", "class Dead { Dead Next; }"), ("src/Pelikan.Storage/Program.cs", "// Dead\n")),
            Good = Tree(("src/Pelikan.Storage/Dead.cs", "class Dead { }"), ("src/Pelikan.Storage/Program.cs", "Dead d;")),
        },
        new RuleProof("CodeRules.NoDeadFile", "extensions are used by their method", "src/Pelikan.Storage/Spans.cs", 0)
        {
            Bad = Tree(("src/Pelikan.Storage/Spans.cs", "int Sum(this byte[] b) => 0;"), ("src/Pelikan.Storage/Program.cs", "b.Add();")),
            Good = Tree(("src/Pelikan.Storage/Spans.cs", "int Sum(this byte[] b) => 0;"), ("src/Pelikan.Storage/Program.cs", "b.Sum();")),
        },
        File("CodeRules.MetricNamesAreUnique", "a name twice", Storage, 2,
            bad: "new(\"get\", MetricKind.Counter, \"\")\nnew MetricInfo(\"get\", MetricKind.Gauge, \"\")",
            good: "new(\"get\", MetricKind.Counter, \"\")\nnew(\"get_ex\", MetricKind.Counter, \"\")"),
        File("DocumentRules.PathsExist", "a path in code", "README.md", 2, bad: "\n`src/Gone.cs`\n", good: "\n`README.md` and `get key\\r\\n`\n"),
        File("DocumentRules.PathsExist", "a command in a block", "README.md", 2, bad: "```\n./gone now\n```\n", good: "```\n./README.md now\n```\n"),
        File("DocumentRules.PathsExist", "a link", "docs/a.md", 1, bad: "[b](b.md#top)", good: "[a](../docs/a.md#top) [b](https://doi.org/b)"),
        File("DocumentRules.RecordsAreComplete", "a section is missing", "docs/adr/0001-a.md", 0, bad: "## Context\n## Decision\n", good: Record),
        File("DocumentRules.RecordsAreNumbered", "a number is missing", "docs/adr/0002-a.md", 0, bad: Record, good: Record, goodPath: "docs/adr/0001-a.md"),
        File("TextRules.PlainText", "a carriage return", "a.md", 1, bad: "a\r\n", good: "a\n"),
        File("TextRules.PlainText", "a blank at the end", "a.md", 1, bad: "a \n", good: " a\n"),
        File("TextRules.PlainText", "no newline at the end", "a.md", 0, bad: "a", good: "a\n"),
        File("TextRules.PlainText", "a byte order mark", "a.md", 0, bad: "\uFEFFa\n", good: "ä\n"),
        new RuleProof("TextRules.PlainText", "bytes that are no text", "a.md", 0)
        {
            Bad = new SourceTree([new SourceFile("a.md", [0xC3, (byte)'\n'])]),
            Good = new SourceTree([new SourceFile("a.bin", [0xC3, (byte)'\n'])]),
        },
        File("TextRules.KnownHosts", "an address of a stranger", "a.md", 2, bad: "\nhttps://" + "packages.elsewhere.net/x\n", good: "http://localhost:9998/metrics\n"),
        File("TextRules.NoPrivatePath", "somebody's home", "a.md", 1, bad: "see /" + "home/me/pelikan\n", good: "see src/home/me\n"),
        File("TextRules.NoForeignWord", "a writing tool", "a.md", 2, bad: "\nby Cha" + "tG" + "PT\n", good: "\nby hand\n"),
    ];

    public static TheoryData<string> All => [.. Proofs.Select(proof => proof.Name)];

    [Theory]
    [MemberData(nameof(All))]
    public void A_breach_is_found_where_it_is(string name)
    {
        RuleProof proof = Proofs.Single(proof => proof.Name == name);
        Finding[] findings = [.. HouseRules.ByName[proof.Rule](proof.Bad)];
        Finding found = Assert.Single(findings);
        Assert.Equal((proof.ExpectedPath, proof.ExpectedLine), (found.Path, found.Line));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_tree_inside_the_rule_passes(string name)
    {
        RuleProof proof = Proofs.Single(proof => proof.Name == name);
        Assert.Empty(HouseRules.ByName[proof.Rule](proof.Good));
    }

    [Fact]
    public void Every_rule_is_proven()
    {
        IEnumerable<string> unproven = HouseRules.ByName.Keys.Except(Proofs.Select(proof => proof.Rule));
        Assert.Empty(unproven);
    }

    private static RuleProof File(string rule, string name, string path, int line, string bad, string good, string? goodPath = null) =>
        new(rule, name, path, line) { Bad = Tree((path, bad)), Good = Tree((goodPath ?? path, good)) };

    private static RuleProof Ratchet(string name, string path, int line, string list, int length) =>
        new("SizeRules.WithinLimits", name, path, line)
        {
            Bad = Tree((SizeRules.RatchetPath, $"# a comment\n{list}"), (Storage, ClassWithFunction(length))),
            Good = Tree((SizeRules.RatchetPath, $"# a comment\n{list}"), (Storage, ClassWithFunction(80))),
        };

    /// <summary>A class whose one function has a number of lines, its signature and braces included.</summary>
    private static string ClassWithFunction(int length) =>
        "class A\n{\n    public int Run(int a = 1)\n    {\n" + string.Concat(Enumerable.Repeat("        if (x) { y(); }\n", length - 3)) + "    }\n}\n";
}
