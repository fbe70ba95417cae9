using System;
using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Resp.Strings;

/// <summary>APPEND and SETRANGE: put bytes over and behind a string; what lies between its end and theirs is zero.</summary>
internal ref struct SpliceUpdate : IItemUpdate
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly long _offset;
    private int _start;

    /// <param name="bytes">What is put in.</param>
    /// <param name="offset">Where; negative is at the end.</param>
    public SpliceUpdate(ReadOnlySpan<byte> bytes, long offset)
    {
        _bytes = bytes;
        _offset = offset;
    }

    /// <summary>The length of the value, changed or not.</summary>
    public int Length { get; private set; }

    public StoreStatus Status { get; private set; }

    public UpdateAction Decide(scoped in ItemView present, bool exists, out NewItem item)
    {
        item = default;
        Status = StoreStatus.Ok;
        Length = 0;
        if (exists && present.Kind != ItemKind.String)
        {
            Status = StoreStatus.WrongKind;
            return UpdateAction.Leave;
        }

        Length = present.Value.Length;
        long start = _offset < 0 ? Length : _offset;

        // An append makes an empty value of nothing; a range of nothing does not.
        if (_bytes.IsEmpty && (_offset >= 0 || exists))
        {
            return UpdateAction.Leave;
        }

        // How long a value may be the store knows; here it must be a length.
        if (start > int.MaxValue - _bytes.Length)
        {
            Status = StoreStatus.TooLarge;
            return UpdateAction.Leave;
        }

        _start = (int)start;
        Length = Math.Max(Length, _start + _bytes.Length);
        item = StringUpdate.Of(in present, exists, Length);
        return UpdateAction.Store;
    }

    public readonly void Write(scoped in ItemView present, scoped Span<byte> value)
    {
        ReadOnlySpan<byte> old = present.Value;
        old.CopyTo(value);
        if (_start > old.Length)
        {
            value[old.Length.._start].Clear();
        }

        _bytes.CopyTo(value[_start..]);
    }
}
