using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Pelikan.Node.EntryStore;
using Pelikan.Node.Protocol;
using Pelikan.Storage.Metrics;

namespace Pelikan.Fuzz.Targets;

/// <summary>memcached's binary protocol over real partitions. What does not begin like a binary session has a first byte that makes it one put before it.</summary>
public sealed class BinaryTarget : IFuzzTarget
{
    private static readonly ProtocolLimits Limits = new() { ValueBytesMax = 1000, KeysPerGetMax = 20, LineBytesMax = 2500 };

    private readonly FuzzShards _whole = new();
    private readonly FuzzShards _pieces = new();
    private readonly ProtocolPair<CacheProtocol, RoutedStore> _pair;

    public BinaryTarget()
    {
        FuzzServer server = new();
        _pair = new ProtocolPair<CacheProtocol, RoutedStore>(
            _whole.Store, _pieces.Store, () => new WorkerContext(Limits, server, new CounterBlock(CacheMetrics.All.Count)), server, 1 + Inputs.BytesMax);
    }

    public IReadOnlyList<string> Seeds =>
    [
        Store(0x01, "a", "abc") + Request(0x00, "", "a", "") + Request(0x0C, "", "a", "") + Request(0x09, "", "b", "") + Request(0x0A, "", "", ""),
        Store(0x02, "n", "10") + Request(0x05, Count(5, 0, 0), "n", "") + Request(0x06, Count(20, 7, 9), "m", "") + Request(0x0E, "", "n", "1")
            + Request(0x0F, "", "n", "2") + Request(0x04, "", "n", ""),
        Store(0x03, "t", "x") + Request(0x1C, Word(2), "t", "") + Request(0x1D, Word(3), "t", "") + Request(0x1E, Word(1), "t", "") + Request(0x24, Word(1), "t", ""),
        Request(0x08, "", "", "") + Request(0x18, Word(1), "", "") + Request(0x0B, "", "", "") + Request(0x10, "", "", "") + Request(0x1B, Word(1), "", "")
            + Request(0x20, "", "", "") + Request(0x21, "", "PLAIN", "\0u\0p") + Request(0x07, "", "", ""),
        Store(0x11, "q", "1") + Store(0x12, "q", "2") + Store(0x13, "q", "3") + Request(0x14, "", "q", "") + Request(0x15, Count(1, 1, 0), "q", "")
            + Request(0x19, "", "q", "4") + Request(0x1A, "", "q", "5") + Request(0x0D, "", "q", "") + Request(0x17, "", "", ""),
    ];

    public IReadOnlyList<string> Dictionary =>
    [
        .. Enumerable.Range(0, 0x25).Select(opcode => Request((byte)opcode, "", "a", "")),
        Store(0x01, "a", "x"), Store(0x01, "n", "9"), Store(0x02, "b", "y"), Request(0x05, Count(1, 2, 0), "n", ""), Request(0x05, Count(1, 0, uint.MaxValue), "n", ""),
        Request(0x1D, Word(1), "a", ""), Word(0), Word(1), Word(3), Word(2_592_001), Word(uint.MaxValue), "\u0080", "\u0080\0\0\u0001\0\0\0\0\0\0\0\u0001", "\u0081",
        Request(0x40, "", "", ""), "\0\0\0\0\0\0\0\u0001", "\u0080\u0001\0\u0001\b\0\0\0\0\0\u0003\u00f2",
    ];

    public int Run(byte[] input)
    {
        byte[] session = input.Length > 0 && input[0] == CacheProtocol.BinaryMagic ? input : [CacheProtocol.BinaryMagic, .. input];
        int requests = _pair.Run(session);
        BinaryReplies.Check(_pair.Sent);
        _whole.Maintain(_pair.Now);
        _pieces.Maintain(_pair.Now);
        _whole.Check();
        return requests;
    }

    /// <summary>Flags 7, and an expiry of 3 seconds.</summary>
    private static string Store(byte opcode, string key, string value) => Request(opcode, Word(7) + Word(3), key, value);

    private static string Count(uint delta, uint initial, uint expiry) => Word(0) + Word(delta) + Word(0) + Word(initial) + Word(expiry);

    private static string Request(byte opcode, string extras, string key, string value)
    {
        byte[] header = new byte[24];
        header[0] = CacheProtocol.BinaryMagic;
        header[1] = opcode;
        header[3] = (byte)key.Length;
        header[4] = (byte)extras.Length;
        header[11] = (byte)(extras.Length + key.Length + value.Length);
        return Encoding.Latin1.GetString(header) + extras + key + value;
    }

    private static string Word(uint number)
    {
        byte[] bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return Encoding.Latin1.GetString(bytes);
    }
}
