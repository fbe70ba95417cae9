using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Pelikan.Node.Bench;
using Xunit;

namespace Pelikan.Node.Tests.Bench;

/// <summary>A client of the generator by itself: what it writes, and what it makes of a reply.</summary>
internal static class ClientHarness
{
    private static readonly BenchOptions Options = BenchRuns.Options("--key-size 4 --keys 100 --multiget 3 --value-size 5");

    /// <summary>What reading one step of a reply comes to.</summary>
    public static ReplyStatus ReadOne<TClient>(string verb, string reply)
        where TClient : struct, IBenchClient
    {
        PendingRequest pending = Pending(verb);
        return TClient.Read(Encoding.Latin1.GetBytes(reply), ref pending, [], new ReplyTally([], verify: false), out _);
    }

    /// <summary>Read the reply twice over, its bytes arriving in two parts, for every place where it can be cut.</summary>
    public static void AssertReadOnce<TClient>(string verb, string reply, int hits, int misses, int notApplied, int errors)
        where TClient : struct, IBenchClient
    {
        byte[] bytes = Encoding.Latin1.GetBytes(reply);
        for (int cut = 0; cut <= bytes.Length; cut++)
        {
            ReplyTally tally = new([], verify: false);
            PendingRequest pending = Pending(verb);
            int consumed = 0;
            ReplyStatus status = ReadAll<TClient>(bytes.AsSpan(0, cut), ref pending, tally, ref consumed);
            Assert.Equal(cut == bytes.Length ? ReplyStatus.Complete : ReplyStatus.Incomplete, status);
            if (status == ReplyStatus.Incomplete)
            {
                status = ReadAll<TClient>([.. bytes, .. bytes], ref pending, tally, ref consumed);
            }

            Assert.Equal(ReplyStatus.Complete, status);
            Assert.Equal(bytes.Length, consumed);
            Assert.Equal(
                (hits, misses, notApplied, errors),
                (tally.Read(BenchCounter.Hits), tally.Read(BenchCounter.Misses), tally.Read(BenchCounter.NotApplied), tally.Read(BenchCounter.Errors)));
        }
    }

    /// <summary>What is found wrong with the value of a reply to a get of one key.</summary>
    public static ValueFault FaultOf<TClient>(byte[] reply, long key)
        where TClient : struct, IBenchClient
    {
        ReplyTally tally = new([], verify: true);
        PendingRequest pending = new() { Verb = BenchVerb.Get, KeyCount = 1 };
        Assert.Equal(ReplyStatus.Complete, TClient.Read(reply, ref pending, [key], tally, out int consumed));
        Assert.Equal(reply.Length, consumed);
        return tally.Mismatches.Count == 0 ? ValueFault.None : Assert.Single(tally.Mismatches).Fault;
    }

    private static ReplyStatus ReadAll<TClient>(ReadOnlySpan<byte> input, ref PendingRequest pending, ReplyTally tally, ref int consumed)
        where TClient : struct, IBenchClient
    {
        ReplyStatus status = ReplyStatus.Incomplete;
        while (consumed < input.Length)
        {
            status = TClient.Read(input[consumed..], ref pending, [], tally, out int step);
            consumed += step;
            if (status != ReplyStatus.Part)
            {
                return status;
            }

            status = ReplyStatus.Incomplete;
        }

        return status;
    }

    private static PendingRequest Pending(string verb) => new()
    {
        Verb = Enum.Parse<BenchVerb>(verb),
        KeyCount = verb is "Get" or "Gets" ? 3 : 1,
    };

    /// <summary>The request of a verb on key 1, or of a read of keys 1 to 3.</summary>
    public static string Written<TClient>(BenchVerb verb)
        where TClient : struct, IBenchClient
    {
        RequestBuffer buffer = new(Options, new ValueBytes(5, 1));
        BenchRequest request = new(3) { Verb = verb, Ttl = 60, ValueSize = 5, Nonce = 1, IsCounter = verb is BenchVerb.Incr or BenchVerb.Decr };
        request.KeyCount = verb is BenchVerb.Get or BenchVerb.Gets ? 3 : 1;
        List<long> keys = [1, 2, 3];
        keys.Take(request.KeyCount).ToArray().CopyTo(request.Keys);
        TClient.Write(buffer, request);
        return Encoding.Latin1.GetString(buffer.Written);
    }

    /// <summary>The value is filler: put a mark where the expected text has one.</summary>
    public static string Masked(string text, string expected)
    {
        int at = expected.IndexOf('#', StringComparison.Ordinal);
        return at < 0 ? text : string.Concat(text.AsSpan(0, at), "#####", text.AsSpan(at + 5));
    }
}
