using System;
using Pelikan.Node.Protocol.Memcache;

namespace Pelikan.Node.Protocol.Resp;

/// <summary>
/// Finds the first keys of the next pipelined requests, as hints: the second word is taken for a key, whatever the command.
/// </summary>
internal static class RespLookAhead
{
    /// <summary>Large values are not looked behind.</summary>
    private const int InputMax = 4096;

    private const int LineEndLength = 2;

    // Longer numbers are of no request that would be looked at.
    private const int DigitsMax = 7;

    /// <summary>As <see cref="IProtocol.LookAhead"/>.</summary>
    public static int Find(ReadOnlySpan<byte> input, Span<Range> keys)
    {
        ReadOnlySpan<byte> near = input.Length > InputMax ? input[..InputMax] : input;
        int count = 0;
        int at = 0;
        for (int requests = 0; requests < keys.Length && TryRequest(near, ref at, out Range key); requests++)
        {
            if (!key.Equals(default))
            {
                keys[count++] = key;
            }
        }

        return count;
    }

    /// <summary>Step over one request; the key is the default where it has none. False where the input has no whole one.</summary>
    private static bool TryRequest(ReadOnlySpan<byte> input, ref int at, out Range key)
    {
        key = default;
        if (!TryNumber(input, (byte)'*', ref at, out int words))
        {
            return false;
        }

        for (int i = 0; i < words; i++)
        {
            if (!TryNumber(input, (byte)'$', ref at, out int length))
            {
                return false;
            }

            if (i == 1 && length is > 0 and <= MemcacheKey.LengthMax && at + length <= input.Length)
            {
                key = new Range(at, at + length);
            }

            at += length + LineEndLength;
        }

        return at <= input.Length;
    }

    private static bool TryNumber(ReadOnlySpan<byte> input, byte mark, ref int at, out int number)
    {
        number = 0;
        if (at >= input.Length || input[at] != mark)
        {
            return false;
        }

        int digits = 0;
        for (at++; at < input.Length && digits <= DigitsMax; at++, digits++)
        {
            int digit = input[at] - '0';
            if (digit is < 0 or > 9)
            {
                at += LineEndLength;
                return digits > 0;
            }

            number = (number * 10) + digit;
        }

        return false;
    }
}
