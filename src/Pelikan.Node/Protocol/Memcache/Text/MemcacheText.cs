using System;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Pelikan.Node.Protocol.Memcache.Meta;
using Pelikan.Storage.Reclamation;

namespace Pelikan.Node.Protocol.Memcache.Text;

/// <summary>
/// memcached's classic text protocol, as docs/protocol/memcache-text.md describes it byte for byte. One call serves one
/// request, or goes on with what the session is in the middle of.
/// </summary>
public readonly struct MemcacheText : IProtocol
{
    public static ServeStatus Serve<TStore>(
        ReadOnlySpan<byte> input,
        ref TStore store,
        in EpochGuard guard,
        ref ResponseWriter output,
        ref SessionState session,
        WorkerContext worker,
        out int consumed)
        where TStore : struct, IStore
    {
        consumed = 0;
        if (input.IsEmpty)
        {
            return ServeStatus.Incomplete;
        }

        Exchange<TStore> exchange = new(ref store, in guard, output, ref session, worker);
        switch ((TextPhase)session.Phase)
        {
            case TextPhase.BetweenRequests:
            case TextPhase.ReadingLine:
                return !output.HasRoom ? ServeStatus.OutputFull
                    : exchange.IsLocked ? TextAuthentication.Serve(input, ref exchange, out consumed)
                    : ServeRequest(input, ref exchange, out consumed);

            case TextPhase.SkippingBody:
                consumed = SkipBody(input, ref session);
                return ServeStatus.Served;

            default:
                return TextRetrieval.Resume(input, ref exchange, out consumed);
        }
    }

    public static int LookAhead(ReadOnlySpan<byte> input, Span<Range> keys) => TextLookAhead.Find(input, keys);

    private static ServeStatus ServeRequest<TStore>(ReadOnlySpan<byte> input, ref Exchange<TStore> exchange, out int consumed)
        where TStore : struct, IStore
    {
        consumed = 0;
        switch (TextLine.Find(input, ref exchange.Session, exchange.Limits, out int lineLength))
        {
            case TextLine.Search.Incomplete:
                return ServeStatus.Incomplete;

            case TextLine.Search.TooLong:
                exchange.Count(MemcacheMetric.LineTooLong);
                exchange.Output.Write(TextReplies.LineTooLong);
                consumed = input.Length;
                return ServeStatus.HangUp;
        }

        consumed = lineLength;
        if (lineLength < TextLine.BytesMin)
        {
            exchange.Count(MemcacheMetric.MalformedLine);
            exchange.Output.Write(TextReplies.BadLine);
            return ServeStatus.Served;
        }

        ReadOnlySpan<byte> line = TextLine.Content(input, lineLength);
        TextTokens tokens = new(line);
        tokens.Next(out ReadOnlySpan<byte> word);
        TextVerb verb = TextVerbs.Of(word);
        return verb switch
        {
            >= TextVerb.Get and <= TextVerb.Gats =>
                TextRetrieval.Begin(verb, line, tokens, lineLength, ref exchange, out consumed),
            >= TextVerb.Set and <= TextVerb.Cas =>
                TextStorage.Serve(verb, input, tokens, lineLength, ref exchange, out consumed),
            >= TextVerb.MetaGet and <= TextVerb.MetaNoop =>
                MetaCommands.Serve(verb, input, tokens, lineLength, ref exchange, out consumed),
            _ => ServeLine(verb, tokens, ref exchange),
        };
    }

    /// <summary>The commands that are one line and whose reply is never parted.</summary>
    // Not inlined, so that a get of one key does not clear the locals of this path: a seventh of its time.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ServeStatus ServeLine<TStore>(TextVerb verb, TextTokens tokens, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        switch (verb)
        {
            case TextVerb.Incr:
            case TextVerb.Decr:
                TextKeyCommands.Arithmetic(verb, tokens, ref exchange);
                break;

            case TextVerb.Delete:
                TextKeyCommands.Delete(tokens, ref exchange);
                break;

            case TextVerb.Touch:
                TextKeyCommands.Touch(tokens, ref exchange);
                break;

            case TextVerb.FlushAll:
                TextServerCommands.FlushAll(tokens, ref exchange);
                break;

            case TextVerb.Version:
                TextServerCommands.Version(ref exchange);
                break;

            case TextVerb.Verbosity:
                TextServerCommands.Verbosity(tokens, ref exchange);
                break;

            case TextVerb.Stats:
                TextStats.Serve(tokens, ref exchange);
                break;

            case TextVerb.Quit:
                exchange.Count(MemcacheMetric.Quit);
                return ServeStatus.HangUp;

            case TextVerb.Shutdown:
                TextServerCommands.Refuse(TextReplies.ShutdownNotEnabled, ref exchange);
                break;

            case TextVerb.Watch:
                TextServerCommands.Refuse(TextReplies.WatchNotAllowed, ref exchange);
                break;

            case TextVerb.CacheMemlimit:
                TextServerCommands.CacheMemlimit(tokens, ref exchange);
                break;

            case TextVerb.Slabs:
            case TextVerb.Lru:
            case TextVerb.LruCrawler:
                TextServerCommands.Tuning(verb, tokens, ref exchange);
                break;

            default:
                return ServeUnknown(tokens, ref exchange);
        }

        return ServeStatus.Served;
    }

    /// <summary>A command nobody knows: an error, or the end of a session that speaks HTTP.</summary>
    private static ServeStatus ServeUnknown<TStore>(TextTokens tokens, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        exchange.Count(MemcacheMetric.UnknownCommand);
        bool quiet = tokens.EndWithNoReply();
        ReadOnlySpan<byte> last = default;
        while (tokens.Next(out ReadOnlySpan<byte> token))
        {
            last = token;
        }

        // Browsers can be made to post to this port: what they send next must not be taken for commands.
        if (last.StartsWith("HTTP/"u8))
        {
            return ServeStatus.HangUp;
        }

        exchange.Reply(TextReplies.Error, quiet);
        return ServeStatus.Served;
    }

    /// <summary>Throw away what is here of a refused body: the counted bytes, then the rest of the line they end in.</summary>
    private static int SkipBody(ReadOnlySpan<byte> input, ref SessionState session)
    {
        Debug.Assert(session.SkipBytes >= 0, "a body has a length");
        int counted = (int)Math.Min(session.SkipBytes, input.Length);
        session.SkipBytes -= counted;
        int end = input[counted..].IndexOf((byte)'\n');
        if (end < 0)
        {
            return input.Length;
        }

        session.Phase = (int)TextPhase.BetweenRequests;
        return counted + end + 1;
    }
}
