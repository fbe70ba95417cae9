using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;

namespace Pelikan.Conformance.Differential;

/// <summary>memcached's binary protocol. The opaque number of a packet is its place among those sent at once; a no-op closes them.</summary>
internal sealed class BinaryDialect : IDialect
{
    public const int HeaderBytes = 24;
    public const int CasOffset = 16;

    private const byte NoOperation = 0x0a;
    private const byte Flush = 0x08;
    private const int OpaqueOffset = 12;
    private const int BodyLengthOffset = 8;
    private const int FenceOpaque = int.MaxValue;

    public Step Clear { get; } = new(Request(Flush, [], [], []), []);

    /// <summary>A whole packet without a CAS id.</summary>
    public static byte[] Request(byte opcode, ReadOnlySpan<byte> extras, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        byte[] packet = new byte[HeaderBytes + extras.Length + key.Length + value.Length];
        packet[0] = 0x80;
        packet[1] = opcode;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)key.Length);
        packet[4] = (byte)extras.Length;
        BinaryPrimitives.WriteInt32BigEndian(packet.AsSpan(BodyLengthOffset), packet.Length - HeaderBytes);
        extras.CopyTo(packet.AsSpan(HeaderBytes));
        key.CopyTo(packet.AsSpan(HeaderBytes + extras.Length));
        value.CopyTo(packet.AsSpan(HeaderBytes + extras.Length + key.Length));
        return packet;
    }

    public byte[] Frame(IReadOnlyList<Step> steps, CasBook book, bool ours)
    {
        using MemoryStream frame = new();
        for (int index = 0; index < steps.Count; index++)
        {
            byte[] packet = [.. steps[index].Head];
            BinaryPrimitives.WriteInt32BigEndian(packet.AsSpan(OpaqueOffset), index);
            if (steps[index].Cas is { } use)
            {
                BinaryPrimitives.WriteUInt64BigEndian(packet.AsSpan(CasOffset), book.Find(use, ours));
            }

            frame.Write(packet);
        }

        byte[] fence = Request(NoOperation, [], [], []);
        BinaryPrimitives.WriteInt32BigEndian(fence.AsSpan(OpaqueOffset), FenceOpaque);
        frame.Write(fence);
        return frame.ToArray();
    }

    public IReadOnlyList<byte[]> ReadReplies(Peer peer, IReadOnlyList<Step> steps)
    {
        byte[][] replies = new byte[steps.Count][];
        Array.Fill(replies, []);
        int last = -1;
        while (true)
        {
            byte[] packet = ReadPacket(peer);
            int opaque = BinaryPrimitives.ReadInt32BigEndian(packet.AsSpan(OpaqueOffset));
            if (opaque == FenceOpaque)
            {
                return replies;
            }

            if (opaque < last || opaque >= steps.Count)
            {
                throw new IOException($"a reply to {opaque} behind one to {last}: {Wire.Show(packet)}");
            }

            last = opaque;
            replies[opaque] = [.. replies[opaque], .. packet];
        }
    }

    public bool Agree(Step step, byte[] ours, byte[] theirs, CasBook book)
    {
        string key = step.Keys.Count > 0 ? step.Keys[0] : string.Empty;
        if (ours.Length < HeaderBytes || ours.Length != theirs.Length)
        {
            return ours.AsSpan().SequenceEqual(theirs);
        }

        Span<byte> here = [.. ours];
        Span<byte> there = [.. theirs];
        bool agree = book.Learn(key, BinaryPrimitives.ReadUInt64BigEndian(here[CasOffset..]), BinaryPrimitives.ReadUInt64BigEndian(there[CasOffset..]));
        here.Slice(CasOffset, sizeof(ulong)).Clear();
        there.Slice(CasOffset, sizeof(ulong)).Clear();
        return agree && here.SequenceEqual(there);
    }

    private static byte[] ReadPacket(Peer peer)
    {
        while (peer.Unread.Length < HeaderBytes)
        {
            peer.Receive();
        }

        int length = HeaderBytes + BinaryPrimitives.ReadInt32BigEndian(peer.Unread[BodyLengthOffset..]);
        if (peer.Unread[0] != 0x81 || length < HeaderBytes || length > 1 << 24)
        {
            throw new IOException("no reply begins like this");
        }

        while (peer.Unread.Length < length)
        {
            peer.Receive();
        }

        return peer.Take(length);
    }
}
