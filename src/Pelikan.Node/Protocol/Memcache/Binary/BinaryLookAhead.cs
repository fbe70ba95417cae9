using System;

namespace Pelikan.Node.Protocol.Memcache.Binary;

/// <summary>
/// Finds the keys of the next pipelined requests, so that their cache misses overlap instead of following one another. The keys are
/// hints and nothing depends on them.
/// </summary>
internal static class BinaryLookAhead
{
    /// <summary>Requests looked at together: about as many loads as a core keeps under way.</summary>
    public const int RequestsMax = 16;

    public static void Prefetch<TStore>(ReadOnlySpan<byte> input, ref TStore store)
        where TStore : struct, IStore
    {
        Span<Range> keys = stackalloc Range[RequestsMax];
        int count = 0;
        long at = 0;
        for (int requests = 0; requests < RequestsMax && input.Length - at >= BinaryHeader.Length; requests++)
        {
            int start = (int)at;
            BinaryHeader header = new(input[start..]);
            if (input[start] != CacheProtocol.BinaryMagic || header.ValueLength < 0 || header.KeyLength > MemcacheKey.LengthMax)
            {
                break;
            }

            int end = start + header.HeadLength;
            if (header.KeyLength > 0 && end <= input.Length)
            {
                keys[count++] = new Range(end - header.KeyLength, end);
            }

            at += BinaryHeader.Length + (long)header.BodyLength;
        }

        // A request that is alone has nothing to overlap with.
        if (count > 1)
        {
            store.Prefetch(input, keys[..count]);
        }
    }
}
