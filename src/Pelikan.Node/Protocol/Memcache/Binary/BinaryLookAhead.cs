using System;

namespace Pelikan.Node.Protocol.Memcache.Binary;

/// <summary>
/// Finds the keys of the next pipelined requests, as hints.
/// </summary>
internal static class BinaryLookAhead
{
    /// <summary>As <see cref="IProtocol.LookAhead"/>.</summary>
    public static int Find(ReadOnlySpan<byte> input, Span<Range> keys)
    {
        int count = 0;
        long at = 0;
        for (int requests = 0; requests < keys.Length && input.Length - at >= BinaryHeader.Length; requests++)
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

        return count;
    }
}
