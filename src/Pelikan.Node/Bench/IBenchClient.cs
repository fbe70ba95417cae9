using System;

namespace Pelikan.Node.Bench;

/// <summary>A protocol seen from the client's side, without state of its own.</summary>
internal interface IBenchClient
{
    /// <summary>Append the request's bytes.</summary>
    static abstract void Write(RequestBuffer buffer, BenchRequest request);

    /// <summary>Read one step of the reply to <paramref name="pending"/>.</summary>
    /// <param name="input">What has come and is not consumed; not empty.</param>
    /// <param name="pending">The oldest request without a whole reply.</param>
    /// <param name="keys">The keys it asked for, in order; empty unless values are checked.</param>
    /// <param name="tally">Counts hits, misses, errors and mismatches.</param>
    /// <param name="consumed">How many bytes of the input are done with.</param>
    static abstract ReplyStatus Read(
        ReadOnlySpan<byte> input, ref PendingRequest pending, ReadOnlySpan<long> keys, ReplyTally tally, out int consumed);
}
