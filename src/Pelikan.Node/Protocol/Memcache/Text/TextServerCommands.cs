using System;
using System.Text;
using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Memcache.Text;

/// <summary>The commands about the server as a whole: flush_all, version, verbosity, and those that a server without slabs answers for compatibility.</summary>
internal static class TextServerCommands
{
    private const uint VerbosityMax = 2;

    private const ulong MemoryLimitMegabytesMin = 8;

    private const ulong MemoryLimitMegabytesMax = 1_000_000_000;

    /// <summary><c>flush_all [delay] [noreply]</c>: at once for no delay, 0 or a negative one.</summary>
    public static void FlushAll<TStore>(TextTokens tokens, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        exchange.Count(MemcacheMetric.FlushAll);
        bool quiet = tokens.EndWithNoReply();
        if (!exchange.Server.FlushAllowed)
        {
            RefuseFlush(TextReplies.FlushNotAllowed, quiet, ref exchange);
            return;
        }

        long delay = 0;
        if (tokens.Next(out ReadOnlySpan<byte> argument) && !(quiet && IsLast(argument, "noreply"u8, tokens))
            && !AsciiNumber.TryParse(argument, out delay))
        {
            RefuseFlush(TextReplies.BadExptime, quiet, ref exchange);
            return;
        }

        Instant at = delay <= 0 ? exchange.Guard.Now : exchange.ExpiryOf(delay);
        exchange.Store.FlushAll(at, in exchange.Guard);
        exchange.Reply(TextReplies.Ok, quiet);
    }

    public static void Version<TStore>(ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        exchange.Count(MemcacheMetric.Version);
        string version = exchange.Server.Version;
        exchange.Output.Write(TextReplies.Version);
        int written = Encoding.ASCII.GetBytes(version, exchange.Output.Reserve(version.Length));
        exchange.Output.Advance(written);
        exchange.Output.Write(TextReplies.LineEnd);
    }

    public static void Verbosity<TStore>(TextTokens tokens, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        exchange.Count(MemcacheMetric.Verbosity);
        bool quiet = tokens.EndWithNoReply();
        if (!tokens.Next(out ReadOnlySpan<byte> argument) || !AsciiNumber.TryParse(argument, out uint level))
        {
            exchange.Count(MemcacheMetric.VerbosityEx);
            exchange.Reply(TextReplies.BadLine, quiet);
            return;
        }

        exchange.Server.SetVerbosity((int)Math.Min(level, VerbosityMax));
        exchange.Reply(TextReplies.Ok, quiet);
    }

    /// <summary>The memory of this server is laid out once, at its start.</summary>
    public static void CacheMemlimit<TStore>(TextTokens tokens, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        exchange.Count(MemcacheMetric.Tuning);
        bool quiet = tokens.EndWithNoReply();
        if (!tokens.Next(out ReadOnlySpan<byte> argument))
        {
            exchange.Reply(TextReplies.BadLine, quiet);
            return;
        }

        exchange.Reply(
            !AsciiNumber.TryParse(argument, out ulong megabytes) ? TextReplies.Error
            : megabytes < MemoryLimitMegabytesMin ? TextReplies.MemoryLimitTooSmall
            : megabytes > MemoryLimitMegabytesMax ? TextReplies.MemoryLimitInBytes
            : TextReplies.MemoryLimitFixed,
            quiet);
    }

    /// <summary>slabs, lru and lru_crawler: what is harmless is accepted, what would have to happen is refused.</summary>
    public static void Tuning<TStore>(TextVerb verb, TextTokens tokens, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        exchange.Count(MemcacheMetric.Tuning);
        bool quiet = tokens.EndWithNoReply();
        bool any = tokens.Next(out ReadOnlySpan<byte> action);
        exchange.Reply(
            !any ? TextReplies.BadLine
            : verb == TextVerb.Slabs ? AnswerSlabs(action, tokens)
            : verb == TextVerb.Lru ? AnswerLru(action, tokens)
            : AnswerLruCrawler(action, tokens),
            quiet);
    }

    /// <summary>A command that is refused whatever its arguments are.</summary>
    public static void Refuse<TStore>(scoped ReadOnlySpan<byte> reply, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        exchange.Count(MemcacheMetric.Tuning);
        exchange.Output.Write(reply);
    }

    private static ReadOnlySpan<byte> AnswerSlabs(scoped ReadOnlySpan<byte> action, TextTokens tokens)
    {
        if (action.SequenceEqual("reassign"u8))
        {
            return TextReplies.SlabReassignDisabled;
        }

        return !action.SequenceEqual("automove"u8) ? TextReplies.Error : tokens.Next() ? TextReplies.Ok : TextReplies.BadLine;
    }

    private static ReadOnlySpan<byte> AnswerLru(scoped ReadOnlySpan<byte> action, TextTokens tokens)
    {
        bool known = action.SequenceEqual("tune"u8) || action.SequenceEqual("mode"u8) || action.SequenceEqual("temp_ttl"u8);
        return !known ? TextReplies.Error : tokens.Next() ? TextReplies.Ok : TextReplies.BadLine;
    }

    private static ReadOnlySpan<byte> AnswerLruCrawler(scoped ReadOnlySpan<byte> action, TextTokens tokens)
    {
        if (action.SequenceEqual("enable"u8) || action.SequenceEqual("disable"u8))
        {
            return TextReplies.Ok;
        }

        if (action.SequenceEqual("sleep"u8) || action.SequenceEqual("tocrawl"u8))
        {
            return tokens.Next(out ReadOnlySpan<byte> argument) && AsciiNumber.TryParse(argument, out uint _)
                ? TextReplies.Ok
                : TextReplies.BadLine;
        }

        return action.SequenceEqual("crawl"u8) ? TextReplies.CrawlerDisabled
            : action.SequenceEqual("metadump"u8) ? TextReplies.MetadumpNotAllowed
            : action.SequenceEqual("mgdump"u8) ? TextReplies.KeyDumpNotAllowed
            : TextReplies.Error;
    }

    private static bool IsLast(scoped ReadOnlySpan<byte> token, scoped ReadOnlySpan<byte> word, TextTokens tokens) =>
        token.SequenceEqual(word) && !tokens.Next();

    private static void RefuseFlush<TStore>(scoped ReadOnlySpan<byte> reply, bool quiet, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        exchange.Count(MemcacheMetric.FlushAllEx);
        exchange.Reply(reply, quiet);
    }
}
