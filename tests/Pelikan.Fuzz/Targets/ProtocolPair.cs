using System;
using Pelikan.Node.Protocol;
using Pelikan.Storage;

namespace Pelikan.Fuzz.Targets;

/// <summary>
/// Two sessions of a protocol on two equal stores: one gets the input whole, the other in pieces and with hardly any
/// room for replies. Both must answer the same.
/// </summary>
internal sealed class ProtocolPair<TProtocol, TStore>
    where TProtocol : struct, IProtocol
    where TStore : struct, IStore
{
    private const int HighWatermark = 64 * 1024;
    private const int SmallWatermarkMax = 200;
    private const int PieceMax = 24;

    // Between two inputs, longer than any input lasts: no clock goes back.
    private const long InputMilliseconds = 5_000_000;

    private readonly ProtocolDriver<TProtocol, TStore> _whole;
    private readonly ProtocolDriver<TProtocol, TStore> _pieces;
    private readonly FuzzServer _server;
    private long _now = InputMilliseconds;

    /// <param name="whole">The store of the one.</param>
    /// <param name="pieces">The store of the other.</param>
    /// <param name="worker">Makes the context of either.</param>
    /// <param name="server">The server around both.</param>
    /// <param name="inputBytesMax">The longest input.</param>
    public ProtocolPair(TStore whole, TStore pieces, Func<WorkerContext> worker, FuzzServer server, int inputBytesMax)
    {
        _whole = new ProtocolDriver<TProtocol, TStore>(whole, worker(), inputBytesMax);
        _pieces = new ProtocolDriver<TProtocol, TStore>(pieces, worker(), inputBytesMax);
        _server = server;
    }

    /// <summary>What the session that got the input whole was sent.</summary>
    public ReadOnlySpan<byte> Sent => _whole.Sent;

    /// <summary>Whether the last reply in <see cref="Sent"/> may lack its end.</summary>
    public bool IsCut => _whole.IsSated;

    /// <summary>The time at which the present input ends.</summary>
    public Instant Now => _whole.Now;

    /// <summary>Run an input through both, and return how many requests it held.</summary>
    public int Run(byte[] input)
    {
        _server.BeganAt = _now;
        _whole.Begin(_now, HighWatermark);
        _whole.Receive(input);

        // The pieces follow from the input, so that it fails alike when it is replayed.
        Random random = new(Checksum(input));
        _pieces.Begin(_now, 1 + random.Next(SmallWatermarkMax));
        int at = 0;
        while (at < input.Length && !_pieces.HungUp && !_pieces.IsSated)
        {
            int length = Math.Min(1 + random.Next(PieceMax), input.Length - at);
            _pieces.Receive(input.AsSpan(at, length));
            at += length;
        }

        CheckAlike();
        _now += InputMilliseconds;
        return _whole.Requests;
    }

    private void CheckAlike()
    {
        // Who has had enough stops somewhere in a reply, and the other at another place.
        bool whole = !_whole.IsSated && !_pieces.IsSated;
        int compared = whole ? int.MaxValue : ProtocolDriver<TProtocol, TStore>.SentBytesMax;
        Invariant.Holds(
            Head(_whole.Sent, compared).SequenceEqual(Head(_pieces.Sent, compared)), "the replies are the same however the input is split");
        Invariant.Holds(!whole || _whole.HungUp == _pieces.HungUp, "the session ends alike however the input is split");
        Invariant.Holds(!whole || _whole.Requests == _pieces.Requests, "the requests are the same however the input is split");
    }

    private static ReadOnlySpan<byte> Head(ReadOnlySpan<byte> bytes, int length) => bytes[..Math.Min(bytes.Length, length)];

    /// <summary>FNV-1a: unlike HashCode, the same in every process.</summary>
    private static int Checksum(byte[] input)
    {
        uint hash = 2_166_136_261;
        foreach (byte b in input)
        {
            hash = unchecked((hash ^ b) * 16_777_619);
        }

        return (int)(hash & int.MaxValue);
    }
}
