using System;

namespace Pelikan.Node.Bench;

/// <summary>The ping protocol: a line out, a line back. redis puts a plus sign before its PONG.</summary>
internal readonly struct PingClient : IBenchClient
{
    public static void Write(RequestBuffer buffer, BenchRequest request)
    {
        buffer.Reserve(request);
        buffer.Append("PING\r\n"u8);
    }

    public static ReplyStatus Read(
        ReadOnlySpan<byte> input, ref PendingRequest pending, ReadOnlySpan<long> keys, ReplyTally tally, out int consumed)
    {
        ReadOnlySpan<byte> plain = "PONG\r\n"u8;
        ReadOnlySpan<byte> redis = "+PONG\r\n"u8;
        ReadOnlySpan<byte> expected = input[0] == (byte)'+' ? redis : plain;
        consumed = 0;
        if (input.StartsWith(expected))
        {
            consumed = expected.Length;
            return ReplyStatus.Complete;
        }

        return expected.StartsWith(input) ? ReplyStatus.Incomplete : ReplyStatus.Broken;
    }
}
