using System;
using System.Buffers.Text;
using Pelikan.Node.Protocol.Resp.Collections;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.Hashes;

/// <summary>HINCRBY: adds to the integer in a field; one that is not there is 0.</summary>
internal ref struct AddChange : IPackChange
{
    // The digits of the longest number, and a minus.
    private const int NumberBytesMax = AsciiNumber.DigitsMax + 1;

    private readonly ReadOnlySpan<byte> _field;
    private readonly long _delta;
    private long _result;

    public AddChange(ReadOnlySpan<byte> field, long delta)
    {
        _field = field;
        _delta = delta;
    }

    public readonly ItemKind Kind => ItemKind.Hash;

    public readonly long Result => _result;

    /// <summary>Why it was not done; empty if it was.</summary>
    public ReadOnlySpan<byte> Error { get; private set; }

    public bool Apply(PackEditor packs, bool exists)
    {
        Error = default;
        int ordinal = packs.Find(_field);
        long present = 0;
        if (ordinal >= 0 && !RespNumber.TryParse(packs.Value(ordinal), out present))
        {
            Error = "ERR hash value is not an integer"u8;
            return false;
        }

        if (_delta > 0 ? present > long.MaxValue - _delta : present < long.MinValue - _delta)
        {
            Error = RespErrors.Overflow;
            return false;
        }

        _result = present + _delta;
        Span<byte> text = stackalloc byte[NumberBytesMax];
        Utf8Formatter.TryFormat(_result, text, out int length);
        packs.Put(_field, text[..length]);
        return true;
    }
}
