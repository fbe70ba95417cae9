using System;
using System.Buffers.Binary;

namespace Pelikan.Fuzz.Targets;

/// <summary>What a client of the binary protocol can take apart: whole frames whose lengths agree.</summary>
internal static class BinaryReplies
{
    private const int HeaderBytes = 24;
    private const byte ReplyMagic = 0x81;
    private const ushort StatusMax = 0x86;

    public static void Check(ReadOnlySpan<byte> sent)
    {
        while (!sent.IsEmpty)
        {
            Invariant.Holds(sent.Length >= HeaderBytes, "a reply has a whole header");
            Invariant.Holds(sent[0] == ReplyMagic, "a reply begins with its magic");
            int keyBytes = BinaryPrimitives.ReadUInt16BigEndian(sent[2..]);
            int extrasBytes = sent[4];
            uint bodyBytes = BinaryPrimitives.ReadUInt32BigEndian(sent[8..]);
            Invariant.Holds(sent[5] == 0, "a reply's data type is 0");
            Invariant.Holds(BinaryPrimitives.ReadUInt16BigEndian(sent[6..]) <= StatusMax, "a status is one of those named");
            Invariant.Holds(keyBytes + extrasBytes <= bodyBytes, "extras and key are in the body");
            Invariant.Holds(bodyBytes <= sent.Length - HeaderBytes, "a reply is as long as it says");
            sent = sent[(HeaderBytes + (int)bodyBytes)..];
        }
    }
}
