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

    // Lines below the word in which the SAFETY: line of a member may stand: its signature may be broken.
    private const int LinesIntoBodyMax = 4;

    private static readonly HashSet<string> Rooms = new(StringComparer.Ordinal)
    {
        "src/Pelikan.Storage/HashTable/BucketArray.cs",
        "src/Pelikan.Storage/HashTable/BucketRef.cs",
        "src/Pelikan.Storage/HashTable/TagMatch.cs",
        "src/Pelikan.Storage/Segments/SegmentMemory.cs",
        "src/Pelikan.Storage/Segments/SegmentTable.cs",
        "src/Pelikan.Storage/Memory/NativeRegion.cs",
        "src/Pelikan.Storage/Memory/GuardedRegion.cs",
        "src/Pelikan.Storage/Memory/MemoryInterop.cs",
    };

    /// <summary>The keyword, and the types that do the same without it, stay in their rooms.</summary>
    public static IEnumerable<Finding> OnlyInRooms(SourceTree tree) =>
        from file in tree.CSharp
        where !IsRoom(file)
        from finding in Lines.Matching(file, file.CSharp.Code, UnsafeWord(), "only in the files named in UnsafeRules")
        select finding;

    /// <summary>Each unsafe member says why it is sound, in a comment above it or at the head of its body.</summary>
    public static IEnumerable<Finding> EachWithReason(SourceTree tree)
    {
        foreach (SourceFile file in tree.CSharp.Where(IsRoom))
        {
            string[] code = Lines.Of(file.CSharp.Code);
            string[] comments = Lines.Of(file.CSharp.Comments);
            for (int line = 0; line < code.Length; line++)
            {
                if (Keyword().IsMatch(code[line]) && !HasReason(code, comments, line))
                {
                    yield return new Finding(file.Path, line + 1, "unsafe without a SAFETY: line");
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

    private static bool HasReason(string[] code, string[] comments, int line)
    {
        int above = line - 1;
        while (above >= 0 && (comments[above].Trim().Length > 0 || code[above].TrimStart().StartsWith('[')))
        {
            if (comments[above].Contains("SAFETY:", StringComparison.Ordinal))
            {
                return true;
            }

            above--;
        }

        int end = Math.Min(code.Length, line + 1 + LinesIntoBodyMax);
        return comments[line..end].Any(text => text.Contains("SAFETY:", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\b(unsafe|MemoryMarshal|Unsafe(?=\.))\b")]
    private static partial Regex UnsafeWord();

    [GeneratedRegex(@"\bunsafe\b")]
    private static partial Regex Keyword();
}
