using System;
using Pelikan.Storage;

namespace Pelikan.Node.Tests.Protocol;

/// <summary>One item of the model: its value in one of two arrays that take turns, so that a new value may be made from the old one.</summary>
internal sealed class ModelItem
{
    private byte[] _bytes = [];
    private byte[] _spare = [];
    private int _length;

    public uint Flags { get; set; }

    public ItemKind Kind { get; set; }

    public ItemMarks Marks { get; set; }

    public bool KeepsAccess { get; set; }

    public long AccessSecond { get; set; }

    public Instant Expiry { get; set; }

    public ulong Cas { get; set; }

    /// <summary>When in the order of all stores this item was stored.</summary>
    public long Sequence { get; set; }

    public Instant StoredAt { get; set; }

    public ReadOnlySpan<byte> Value => _bytes.AsSpan(0, _length);

    public void SetValue(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        int length = first.Length + second.Length;
        if (_spare.Length < length)
        {
            _spare = new byte[2 * length];
        }

        first.CopyTo(_spare);
        second.CopyTo(_spare.AsSpan(first.Length));
        (_bytes, _spare) = (_spare, _bytes);
        _length = length;
    }
}
