using System;
using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Resp.Keys;

/// <summary>Notes the keys of the items it is shown, of those that a pattern and a kind let through, up to a bound.</summary>
internal ref struct KeyCollector : IItemVisitor
{
    private readonly ReadOnlySpan<byte> _pattern;
    private readonly bool _all;
    private readonly ItemKind? _kind;
    private readonly RespKeyList _keys;
    private readonly int _keysMax;
    private long _patternSteps;

    /// <param name="pattern">What keys look like.</param>
    /// <param name="kind">What items are; null for any.</param>
    /// <param name="keys">Where the keys go.</param>
    /// <param name="keysMax">How many at most.</param>
    public KeyCollector(ReadOnlySpan<byte> pattern, ItemKind? kind, RespKeyList keys, int keysMax)
    {
        _pattern = pattern;
        _all = pattern.SequenceEqual("*"u8);
        _kind = kind;
        _keys = keys;
        _keysMax = keysMax;
    }

    /// <summary>Items shown, whether or not their keys were noted.</summary>
    public int Seen { get; private set; }

    /// <summary>What it cost: 1 an item, and more where a pattern is dear.</summary>
    public readonly long Looks => Seen + (_patternSteps / ScanLimits.PatternStepsPerLook);

    public void Visit(scoped in ItemView item)
    {
        Seen++;
        if (_keys.Count < _keysMax && (_kind is null || item.Kind == _kind) && (_all || Matches(item.Key)))
        {
            _keys.Add(item.Key);
        }
    }

    private bool Matches(scoped ReadOnlySpan<byte> key)
    {
        bool matches = Glob.Matches(_pattern, key, out int steps);
        _patternSteps += steps;
        return matches;
    }
}
