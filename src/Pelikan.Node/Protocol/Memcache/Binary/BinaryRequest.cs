using System;
using System.Diagnostics;

namespace Pelikan.Node.Protocol.Memcache.Binary;

/// <summary>One request whose header, extras and key are in the input; its value may be yet to come.</summary>
internal readonly ref struct BinaryRequest
{
    private readonly ReadOnlySpan<byte> _input;

    /// <param name="header">Found to be in order.</param>
    /// <param name="opcode">Its operation, without regard to quietness.</param>
    /// <param name="quiet">Whether success, or a miss, is answered with silence.</param>
    /// <param name="input">From the header on.</param>
    public BinaryRequest(scoped in BinaryHeader header, BinaryOpcode opcode, bool quiet, ReadOnlySpan<byte> input)
    {
        Debug.Assert(input.Length >= header.HeadLength && header.ValueLength >= 0, "the head is here");
        Header = header;
        Opcode = opcode;
        Quiet = quiet;
        _input = input;
    }

    public readonly BinaryHeader Header;

    public BinaryOpcode Opcode { get; }

    public bool Quiet { get; }

    public ReadOnlySpan<byte> Extras => _input.Slice(BinaryHeader.Length, Header.ExtrasLength);

    public ReadOnlySpan<byte> Key => _input.Slice(BinaryHeader.Length + Header.ExtrasLength, Header.KeyLength);

    /// <summary>Bytes from the header to the end of the body.</summary>
    public long Length => Header.HeadLength + Header.ValueLength;

    /// <summary>The value, if all of it is here.</summary>
    public bool TryReadValue(out ReadOnlySpan<byte> value)
    {
        bool whole = _input.Length >= Length;
        value = whole ? _input.Slice(Header.HeadLength, (int)Header.ValueLength) : default;
        return whole;
    }
}
