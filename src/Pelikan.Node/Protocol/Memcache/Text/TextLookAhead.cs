using System;

namespace Pelikan.Node.Protocol.Memcache.Text;

/// <summary>
/// Finds the keys of the next pipelined requests, as hints: what it takes for a request may be a piece of a value.
/// </summary>
internal static class TextLookAhead
{
    /// <summary>Large values are not searched to their end.</summary>
    private const int InputMax = 4096;

    // A blank included. The metas are mg, ms, md and ma.
    private const int MetaVerbLength = 3;
    private const int ClassicVerbLength = 4;

    /// <summary>As <see cref="IProtocol.LookAhead"/>.</summary>
    public static int Find(ReadOnlySpan<byte> input, Span<Range> keys)
    {
        ReadOnlySpan<byte> rest = input.Length > InputMax ? input[..InputMax] : input;
        int end = rest.IndexOf((byte)'\n');
        int count = 0;
        int start = 0;
        while (end >= 0 && count < keys.Length)
        {
            int verb = VerbLength(rest[..end]);
            int length = KeyLength(rest[verb..end]);
            if (verb > 0 && length > 0)
            {
                keys[count++] = new Range(start + verb, start + verb + length);
            }

            start += end + 1;
            rest = rest[(end + 1)..];
            end = rest.IndexOf((byte)'\n');
        }

        return count;
    }

    /// <summary>Length of the verb before a key, for verbs of two letters and of three: get, set and add; 0 for any other line.</summary>
    private static int VerbLength(ReadOnlySpan<byte> line)
    {
        if (line.Length <= ClassicVerbLength)
        {
            return line.Length == ClassicVerbLength && IsMeta(line) ? MetaVerbLength : 0;
        }

        return line[ClassicVerbLength - 1] == (byte)' ' ? ClassicVerbLength : IsMeta(line) ? MetaVerbLength : 0;
    }

    private static bool IsMeta(ReadOnlySpan<byte> line) => line[MetaVerbLength - 1] == (byte)' ' && line[0] == (byte)'m';

    /// <summary>Length of the key at the head of the rest of a line; 0 if it is no key.</summary>
    private static int KeyLength(ReadOnlySpan<byte> rest)
    {
        int end = rest.IndexOfAny((byte)' ', (byte)'\r');
        int length = end < 0 ? rest.Length : end;
        return length <= MemcacheKey.LengthMax ? length : 0;
    }
}
