using System;
using System.Buffers;
using System.Text;

namespace Pelikan.Node.Protocol.Memcache.Text;

/// <summary>stats and its groups. The names and values are the server's; here they become <c>STAT name value</c> lines.</summary>
internal static class TextStats
{
    /// <summary>Plain <c>stats</c> stays within this, its END included: collectd reads no more than 4096 bytes of it.</summary>
    public const int GeneralBytesMax = 4096;

    public static void Serve<TStore>(TextTokens tokens, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        exchange.Count(MemcacheMetric.Stats);
        tokens.Next(out ReadOnlySpan<byte> group);
        if (group.SequenceEqual("reset"u8))
        {
            exchange.Server.ResetStats();
            exchange.Output.Write(TextReplies.Reset);
            return;
        }

        ReadOnlySpan<byte> refusal = RefusalOf(group);
        if (refusal.IsEmpty)
        {
            Visit(group, ref exchange);
            return;
        }

        exchange.Count(MemcacheMetric.StatsEx);
        exchange.Output.Write(refusal);
    }

    private static ReadOnlySpan<byte> RefusalOf(scoped ReadOnlySpan<byte> group) =>
        group.SequenceEqual("detail"u8) ? TextReplies.StatsDetailNotAllowed
        : group.SequenceEqual("cachedump"u8) ? TextReplies.StatsCachedumpNotAllowed
        : default;

    private static void Visit<TStore>(scoped ReadOnlySpan<byte> group, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        StatLines lines = new(group.IsEmpty ? GeneralBytesMax - TextReplies.End.Length : int.MaxValue);
        if (exchange.VisitStats(group, lines.Add))
        {
            exchange.Output.Write(lines.Text);
        }
        else if (group.SequenceEqual("sizes"u8))
        {
            exchange.Output.Write(TextReplies.SizesDisabled);
        }
        else if (!IsNeverUnknown(group))
        {
            exchange.Count(MemcacheMetric.StatsEx);
            exchange.Output.Write(TextReplies.Error);
            return;
        }

        exchange.Output.Write(TextReplies.End);
    }

    // Exporters that ask for these and are told ERROR wait for an END until they time out.
    private static bool IsNeverUnknown(scoped ReadOnlySpan<byte> group) =>
        group.SequenceEqual("items"u8) || group.SequenceEqual("slabs"u8);

    /// <summary>Collects lines up to a number of bytes; a line that would pass it is left out, and so is every later one.</summary>
    private sealed class StatLines
    {
        // The word, two blanks and the line end.
        private const int FramingBytes = 8;

        private readonly ArrayBufferWriter<byte> _text = new();
        private int _bytesLeft;

        public StatLines(int bytesMax) => _bytesLeft = bytesMax;

        public ReadOnlySpan<byte> Text => _text.WrittenSpan;

        public void Add(string name, string value)
        {
            Span<byte> line = _text.GetSpan(Encoding.UTF8.GetMaxByteCount(name.Length + value.Length) + FramingBytes);
            int length = Put("STAT "u8, line, 0);
            length += Encoding.UTF8.GetBytes(name, line[length..]);
            line[length++] = (byte)' ';
            length += Encoding.UTF8.GetBytes(value, line[length..]);
            length = Put(TextReplies.LineEnd, line, length);
            if (length <= _bytesLeft)
            {
                _text.Advance(length);
            }

            _bytesLeft = Math.Max(0, _bytesLeft - length);
        }

        private static int Put(scoped ReadOnlySpan<byte> bytes, scoped Span<byte> line, int at)
        {
            bytes.CopyTo(line[at..]);
            return at + bytes.Length;
        }
    }
}
