using System;
using System.Buffers.Binary;
using System.Diagnostics;

namespace Pelikan.Node.Protocol.Memcache.Binary;

/// <summary>
/// The 24 bytes before every body, numbers with the most significant byte first.
/// <code>
///   0       1        2          4           5           6                  8          12         16     24
///   | magic | opcode | key size | ext. size | data type | vbucket / status | body size | opaque | CAS id |
///                      16 bits                  0 always   16 bits            32 bits     32       64
/// </code>
/// The body is extras, key and value, in that order. Of a request the data type and the vbucket mean nothing here.
/// </summary>
internal readonly struct BinaryHeader
{
    public const int Length = 24;

    private const byte ReplyMagic = 0x81;

    private const int OpcodeAt = 1;
    private const int KeyLengthAt = 2;
    private const int ExtrasLengthAt = 4;
    private const int DataTypeAt = 5;
    private const int StatusAt = 6;
    private const int BodyLengthAt = 8;
    private const int OpaqueAt = 12;
    private const int CasAt = 16;

    /// <param name="bytes">At least <see cref="Length"/> of them, of a request.</param>
    public BinaryHeader(scoped ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> header = bytes[..Length];
        Opcode = header[OpcodeAt];
        KeyLength = BinaryPrimitives.ReadUInt16BigEndian(header[KeyLengthAt..]);
        ExtrasLength = header[ExtrasLengthAt];
        BodyLength = BinaryPrimitives.ReadUInt32BigEndian(header[BodyLengthAt..]);
        Opaque = BinaryPrimitives.ReadUInt32BigEndian(header[OpaqueAt..]);
        Cas = BinaryPrimitives.ReadUInt64BigEndian(header[CasAt..]);
    }

    /// <summary>The number on the wire, which the reply has too.</summary>
    public byte Opcode { get; }

    public int KeyLength { get; }

    public int ExtrasLength { get; }

    public uint BodyLength { get; }

    /// <summary>The client's own, given back as it came.</summary>
    public uint Opaque { get; }

    /// <summary>The CAS id that the item must have; 0 for any.</summary>
    public ulong Cas { get; }

    /// <summary>Bytes of header, extras and key: what a request must have here before it can be looked at.</summary>
    public int HeadLength => Length + ExtrasLength + KeyLength;

    /// <summary>What the body has beside extras and key; negative where they are said to be longer than it.</summary>
    public long ValueLength => (long)BodyLength - ExtrasLength - KeyLength;

    /// <summary>Write the header of the reply to this request.</summary>
    public void WriteReply(scoped Span<byte> reply, BinaryStatus status, ulong cas, int extrasLength, int keyLength, int bodyLength)
    {
        Debug.Assert(extrasLength is >= 0 and <= byte.MaxValue && keyLength is >= 0 and <= ushort.MaxValue, "each has its place");
        Span<byte> header = reply[..Length];
        header[0] = ReplyMagic;
        header[OpcodeAt] = Opcode;
        BinaryPrimitives.WriteUInt16BigEndian(header[KeyLengthAt..], (ushort)keyLength);
        header[ExtrasLengthAt] = (byte)extrasLength;
        header[DataTypeAt] = 0;
        BinaryPrimitives.WriteUInt16BigEndian(header[StatusAt..], (ushort)status);
        BinaryPrimitives.WriteInt32BigEndian(header[BodyLengthAt..], bodyLength);
        BinaryPrimitives.WriteUInt32BigEndian(header[OpaqueAt..], Opaque);
        BinaryPrimitives.WriteUInt64BigEndian(header[CasAt..], cas);
    }
}
