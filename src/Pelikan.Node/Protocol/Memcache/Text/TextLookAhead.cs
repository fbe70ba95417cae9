using System;

namespace Pelikan.Node.Protocol.Memcache.Text;

/// <summary>
/// Finds the keys of the next pipelined requests, so that their cache misses overlap instead of following one another. What it
/// takes for a request may be a piece of a value: the keys are hints and nothing depends on them.
/// </summary>
internal static class TextLookAhead
{
    /// <summary>Requests looked at together: about as many loads as a core keeps under way.</summary>
    public const int RequestsMax = 16;

    /// <summary>Large values are not searched to their end.</summary>
    private const int InputMax = 4096;

    private const int VerbLength = 4;

    public static void Prefetch<TStore>(ReadOnlySpan<byte> input, ref TStore store)
        where TStore : struct, IStore
    {
        ReadOnlySpan<byte> rest = input.Length > InputMax ? input[..InputMax] : input;
        int end = rest.IndexOf((byte)'\n');
        if (end < 0 || end == rest.Length - 1)
        {
            return;
        }

        Span<Range> keys = stackalloc Range[RequestsMax];
        int count = 0;
        int start = 0;
        while (end >= 0 && count < RequestsMax)
        {
            int length = KeyLength(rest[..end]);
            if (length > 0)
            {
                keys[count++] = new Range(start + VerbLength, start + VerbLength + length);
            }

            start += end + 1;
            rest = rest[(end + 1)..];
            end = rest.IndexOf((byte)'\n');
        }

        store.Prefetch(input, keys[..count]);
    }

    /// <summary>Length of the key behind a verb of three letters: get, set and add; 0 for any other line.</summary>
    private static int KeyLength(ReadOnlySpan<byte> line)
    {
        if (line.Length <= VerbLength || line[VerbLength - 1] != (byte)' ')
        {
            return 0;
        }

        ReadOnlySpan<byte> rest = line[VerbLength..];
        int end = rest.IndexOfAny((byte)' ', (byte)'\r');
        int length = end < 0 ? rest.Length : end;
        return length <= MemcacheKey.LengthMax ? length : 0;
    }
}
