using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Pelikan.Tidy.Tests.Text;

namespace Pelikan.Tidy.Tests.Rules;

/// <summary>Unsafe code is a room with a door: a few named files, and a SAFETY: line at each member.</summary>
internal static partial class UnsafeRules
{
    private const string InteropFolder = "src/Pelikan.Node/Net/Interop/";

    // The keyword on the member itself, a pointer type, a dereference, or a type that reinterprets memory.
    private const string PointerUse = @"\bunsafe\b|\w\*+[\s)>,(]|[\s(=!,+]\*[\w(]|->|\b(Unsafe|MemoryMarshal)\.|\bfixed\s*\(";

    private static readonly HashSet<string> Rooms = new(StringComparer.Ordinal)
    {
        "src/Pelikan.Storage/HashTable/BucketArray.cs",
        "src/Pelikan.Storage/HashTable/BucketRef.cs",
        "src/Pelikan.Storage/HashTable/OverflowBuckets.cs",
        "src/Pelikan.Storage/HashTable/TagMatch.cs",
        "src/Pelikan.Storage/Eviction/GhostTable.cs",
        "src/Pelikan.Storage/Items/ItemRef.cs",
        "src/Pelikan.Storage/Segments/SegmentMemory.cs",
        "src/Pelikan.Storage/Segments/SegmentTable.cs",
        "src/Pelikan.Storage/Memory/NativeRegion.cs",
        "src/Pelikan.Storage/Memory/FileRegion.cs",
        "src/Pelikan.Storage/Memory/Prefault.cs",
        "src/Pelikan.Storage/Memory/GuardedRegion.cs",
        "src/Pelikan.Storage/Memory/MemoryInterop.cs",

        // Not shipped: the baseline of the benchmarks, which shows what the memory itself costs.
        "tests/Pelikan.Benchmarks/Storage/PlainTable.cs",
    };

    /// <summary>The keyword, and the types that do the same without it, stay in their rooms.</summary>
    public static IEnumerable<Finding> OnlyInRooms(SourceTree tree) =>
        from file in tree.CSharp
        where !IsRoom(file)
        from finding in Lines.Matching(file, file.CSharp.Code, UnsafeWord(), "only in the files named in UnsafeRules")
        select finding;

    /// <summary>
    /// Each member that touches a pointer says why it is sound, in a comment above it or in its body. Declarations
    /// without a body may share a reason given above them in their type; a field only holds.
    /// </summary>
    public static IEnumerable<Finding> EachWithReason(SourceTree tree)
    {
        foreach (SourceFile file in tree.CSharp.Where(IsRoom))
        {
            string code = file.CSharp.Code;
            Regex touches = new(string.Join('|', PointerFields(code).Select(field => $@"\b{field}\s*(\[|\+)").Prepend(PointerUse)));
            foreach (Member member in Member.Of(file.CSharp))
            {
                if (touches.IsMatch(code[member.Signature..member.End]) && !HasReason(file, member))
                {
                    yield return new Finding(file.Path, Lines.NumberAt(code, member.Signature), "unsafe without a SAFETY: line");
                }
            }
        }
    }

    /// <summary>A room that is no longer there, or no longer unsafe, is closed.</summary>
    public static IEnumerable<Finding> NoEmptyRoom(SourceTree tree) =>
        from file in tree.CSharp
        where Rooms.Contains(file.Path) && !UnsafeWord().IsMatch(file.CSharp.Code)
        select new Finding(file.Path, 0, "holds no unsafe code: remove it from UnsafeRules");

    private static bool IsRoom(SourceFile file) => Rooms.Contains(file.Path) || file.IsUnder(InteropFolder);

    private static IEnumerable<string> PointerFields(string code) =>
        PointerField().Matches(code).Select(match => match.Groups["name"].Value);

    private static bool HasReason(SourceFile file, Member member)
    {
        string text = file.CSharp.Code[member.Signature..member.End];
        bool hasBody = member.HasBlock || text.Contains("=>", StringComparison.Ordinal);
        bool isField = !hasBody && !text.Contains('(', StringComparison.Ordinal);
        int from = hasBody ? member.Start : member.TypeStart;
        return isField || Reason().IsMatch(file.CSharp.Comments[from..member.End]);
    }

    [GeneratedRegex(@"\b(unsafe|MemoryMarshal|Unsafe(?=\.))\b")]
    private static partial Regex UnsafeWord();

    // "SAFETY: why", or "SAFETY (of what): why" for several members.
    [GeneratedRegex(@"// SAFETY\b[^:\n]*: \w")]
    private static partial Regex Reason();

    [GeneratedRegex(@"\w\*+\s+(?<name>_\w+)\s*;")]
    private static partial Regex PointerField();
}
