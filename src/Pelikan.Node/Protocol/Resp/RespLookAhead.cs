using System;
using Pelikan.Node.Protocol.Memcache;

namespace Pelikan.Node.Protocol.Resp;

/// <summary>
/// Finds the keys of the next pipelined requests, so that their cache misses overlap instead of following one another. What it takes
/// for a key is the word behind the command; the keys are hints and nothing depends on them.
/// </summary>
internal static class RespLookAhead
{
    /// <summary>Requests looked at together: about as many loads as a core keeps under way.</summary>
    public const int RequestsMax = 16;

    /// <summary>Large values are not looked behind.</summary>
    private const int InputMax = 4096;

    private const int LineEndLength = 2;

    public static void Prefetch<TStore>(ReadOnlySpan<byte> input, ref TStore store)
        where TStore : struct, IStore
    {
        ReadOnlySpan<byte> rest = input.Length > InputMax ? input[..InputMax] : input;
        Span<Range> keys = stackalloc Range[RequestsMax];
        int count = 0;
        int at = 0;
        for (int requests = 0; requests < RequestsMax && TrySkipRequest(rest, ref at, out Range key); requests++)
        {
            if (!key.Equals(default))
            {
                keys[count++] = key;
            }

            // A request that is alone has nothing to overlap with.
            if (at >= rest.Length && requests == 0)
            {
                return;
            }
        }

        store.Prefetch(rest, keys[..count]);
    }

    /// <summary>Go behind the request at <paramref name="at"/>; false where there is none, or not all of it that matters.</summary>
    private static bool TrySkipRequest(ReadOnlySpan<byte> input, ref int at, out Range key)
    {
        key = default;
        int words = Number(input, (byte)'*', ref at);
        for (int i = 0; i < words; i++)
        {
            int length = Number(input, (byte)'$', ref at);
            if (length < 0)
            {
                return i > 1;
            }

            if (i == 1 && at + length <= input.Length && length is > 0 and <= MemcacheKey.LengthMax)
            {
                key = new Range(at, at + length);
            }

            at += length + LineEndLength;
        }

        return words > 0;
    }

    /// <summary>The number behind a type's letter, and <paramref name="at"/> behind its line; -1 if it is none.</summary>
    private static int Number(ReadOnlySpan<byte> input, byte type, ref int at)
    {
        if (at >= input.Length || input[at] != type)
        {
            return -1;
        }

        int number = 0;
        for (int i = at + 1; i < input.Length && number <= InputMax; i++)
        {
            int digit = input[i] - '0';
            if ((uint)digit > 9)
            {
                bool isLine = input[i] == (byte)'\r' && i > at + 1;
                at = i + LineEndLength;
                return isLine ? number : -1;
            }

            number = (number * 10) + digit;
        }

        return -1;
    }
}
