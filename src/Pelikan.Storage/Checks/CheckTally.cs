using System.Collections.Generic;
using System.Collections.Immutable;

namespace Pelikan.Storage.Checks;

/// <summary>
/// What a check has met so far: a few words a segment, and the broken rules. Of one check, on one thread.
/// </summary>
internal sealed class CheckTally
{
    private const int ProblemsMax = 100;
    private const int NotWalked = -1;

    private readonly List<string> _problems = [];
    private readonly int[] _linkedItems;
    private readonly long[] _linkedBytes;
    private readonly int[] _walkedItems;

    /// <param name="segments">Segments in the pool.</param>
    public CheckTally(int segments)
    {
        _linkedItems = new int[segments + 1];
        _linkedBytes = new long[segments + 1];
        _walkedItems = new int[segments + 1];
        System.Array.Fill(_walkedItems, NotWalked);
    }

    /// <summary>Items that slots of the hash table link to.</summary>
    public long Items { get; private set; }

    /// <summary>Their bytes in segments.</summary>
    public long Bytes { get; private set; }

    /// <summary>Segments walked from their first item to their last.</summary>
    public int Walked { get; private set; }

    /// <summary>Chains given up on.</summary>
    public long Skipped { get; set; }

    public ImmutableArray<string> Problems => [.. _problems];

    public void Problem(string problem)
    {
        if (_problems.Count < ProblemsMax)
        {
            _problems.Add(problem);
        }
    }

    /// <summary>Count what a slot links to.</summary>
    public void Link(int segment, int bytes)
    {
        Items++;
        Bytes += bytes;
        _linkedItems[segment]++;
        _linkedBytes[segment] += bytes;
    }

    /// <summary>Note how many items of a segment the hash table knew when the segment was walked.</summary>
    public void Walk(int segment, int linked)
    {
        Walked++;
        _walkedItems[segment] = linked;
    }

    public int LinkedItems(int segment) => _linkedItems[segment];

    public long LinkedBytes(int segment) => _linkedBytes[segment];

    /// <summary>Whether the walk of a segment met as many linked items as there are slots that link to it; true where it was not walked.</summary>
    public bool WalkAgrees(int segment) => _walkedItems[segment] == NotWalked || _walkedItems[segment] == _linkedItems[segment];

    public int WalkedItems(int segment) => _walkedItems[segment];
}
