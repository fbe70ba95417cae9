using System;
using Pelikan.Storage.Reclamation;

namespace Pelikan.Node.Protocol.Ping;

/// <summary>
/// The smallest protocol there is: <c>ping</c> is answered with <c>PONG</c>. It measures what everything around a
/// protocol costs. The wire format is described in <c>docs/protocol/ping.md</c>.
/// </summary>
public readonly struct PingProtocol : IProtocol
{
    /// <summary>A longer line is no ping, whatever follows.</summary>
    private const int LineBytesMax = 64;

    public static ServeStatus Serve<TStore>(
        ReadOnlySpan<byte> input,
        ref TStore store,
        in EpochGuard guard,
        ref ResponseWriter output,
        ref SessionState session,
        WorkerContext worker,
        out int consumed)
        where TStore : struct, IStore
    {
        int lineEnd = input.IndexOf((byte)'\n');
        if (lineEnd < 0 && input.Length < LineBytesMax)
        {
            consumed = 0;
            return ServeStatus.Incomplete;
        }

        consumed = lineEnd + 1;
        worker.Counters.Increment((int)PingMetric.Ping);
        if (!IsPing(input[..consumed]))
        {
            consumed = input.Length;
            worker.Counters.Increment((int)PingMetric.PingEx);
            output.Write("CLIENT_ERROR only ping is understood here\r\n"u8);
            return ServeStatus.HangUp;
        }

        worker.Counters.Increment((int)PingMetric.Pong);
        output.Write("PONG\r\n"u8);
        return ServeStatus.Served;
    }

    // Nothing is stored, so there is nothing to load.
    public static int LookAhead(ReadOnlySpan<byte> input, Span<Range> keys) => 0;

    private static bool IsPing(ReadOnlySpan<byte> line) =>
        line.SequenceEqual("ping\r\n"u8) || line.SequenceEqual("PING\r\n"u8)
        || line.SequenceEqual("ping\n"u8) || line.SequenceEqual("PING\n"u8);
}
