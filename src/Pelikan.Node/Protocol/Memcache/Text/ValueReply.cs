using System;
using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Memcache.Text;

/// <summary>Writes one found item: <c>VALUE key flags bytes[ cas]</c>, the data, and the two line ends.</summary>
internal static class ValueReply
{
    // The fixed words, three blanks, two line ends, and three numbers of the longest.
    private const int FramingBytesMax = 16 + (3 * AsciiNumber.DigitsMax);

    public static void Write(ResponseWriter output, scoped ReadOnlySpan<byte> key, scoped ItemView item, bool withCas)
    {
        ReadOnlySpan<byte> value = item.Value;
        Span<byte> reply = output.Reserve(FramingBytesMax + key.Length + value.Length);

        int at = Put(TextReplies.Value, reply, 0);
        at = Put(key, reply, at);
        reply[at++] = (byte)' ';
        at += AsciiNumber.Format(item.Flags, reply[at..]);
        reply[at++] = (byte)' ';
        at += AsciiNumber.Format((ulong)value.Length, reply[at..]);
        if (withCas)
        {
            reply[at++] = (byte)' ';
            at += AsciiNumber.Format(item.Cas, reply[at..]);
        }

        at = Put(TextReplies.LineEnd, reply, at);
        at = Put(value, reply, at);
        at = Put(TextReplies.LineEnd, reply, at);
        output.Advance(at);
    }

    private static int Put(scoped ReadOnlySpan<byte> bytes, scoped Span<byte> reply, int at)
    {
        bytes.CopyTo(reply[at..]);
        return at + bytes.Length;
    }
}
