using System;
using Pelikan.Storage.Reclamation;

namespace Pelikan.Node.Protocol.Resp;

/// <summary>
/// Redis' protocol, as docs/protocol/resp.md describes it. One call serves one request, or goes on with what the session is in the middle of.
/// </summary>
public readonly struct RespProtocol : IProtocol
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

        if (!output.HasRoom)
        {
            return ServeStatus.OutputFull;
        }

        RespWriter reply = new(output, session.RespVersion == 3 ? 3 : 2, worker.Counters);
        if (session.Phase == (int)RespPhase.Discarding)
        {
            return RespDiscard.GoOn(input, reply, ref session, worker, out consumed);
        }

        long progress = 0;
        if (session.Phase == (int)RespPhase.Answering)
        {
            progress = session.Argument;
            session.Phase = (int)RespPhase.BetweenRequests;
            session.Argument = 0;
        }

        RespExchange<TStore> exchange = new(ref store, in guard, reply, ref session, worker, progress);
        return input[0] == CacheProtocol.RespArray
            ? ServeArray(input, ref exchange, out consumed)
            : ServeInline(input, ref exchange, out consumed);
    }

    public static int LookAhead(ReadOnlySpan<byte> input, Span<Range> keys) => RespLookAhead.Find(input, keys);

    private static ServeStatus ServeArray<TStore>(ReadOnlySpan<byte> input, ref RespExchange<TStore> exchange, out int consumed)
        where TStore : struct, IStore
    {
        consumed = 0;
        RespScratch scratch = exchange.Worker.Resp;
        RespReader reader = new(input, exchange.Limits, RespAuth.IsTrusted(in exchange.Session, exchange.Worker));
        switch (reader.Read(scratch, ref exchange.Session))
        {
            case RespParse.Incomplete:
                return ServeStatus.Incomplete;

            case RespParse.Nothing:
                consumed = reader.Length;
                return ServeStatus.Served;

            case RespParse.Broken:
                consumed = input.Length;
                return RespDiscard.HangUp(reader.Error, reader.Unexpected, exchange.Reply, exchange.Session.Client, exchange.Worker);

            case RespParse.TooLarge:
                consumed = reader.Length;
                RespDiscard.Begin(reader.BulkBytesLeft, reader.WordsLeft, ref exchange.Session);
                return ServeStatus.Served;

            default:
                return Execute(new RespArguments(input, scratch.Words), reader.Length, ref exchange, out consumed);
        }
    }

    private static ServeStatus ServeInline<TStore>(ReadOnlySpan<byte> input, ref RespExchange<TStore> exchange, out int consumed)
        where TStore : struct, IStore
    {
        consumed = 0;
        RespScratch scratch = exchange.Worker.Resp;
        switch (InlineReader.Read(input, scratch, out int length, out ReadOnlySpan<byte> source, out ReadOnlySpan<byte> error))
        {
            case RespParse.Incomplete:
                return ServeStatus.Incomplete;

            case RespParse.Nothing:
                consumed = length;
                return ServeStatus.Served;

            case RespParse.Broken:
                consumed = input.Length;
                return RespDiscard.HangUp(error, 0, exchange.Reply, exchange.Session.Client, exchange.Worker);

            default:
                return Execute(new RespArguments(source, scratch.Words), length, ref exchange, out consumed);
        }
    }

    private static ServeStatus Execute<TStore>(
        scoped in RespArguments arguments, int length, ref RespExchange<TStore> exchange, out int consumed)
        where TStore : struct, IStore
    {
        consumed = 0;
        RespClient? silent = exchange.Session.Client is { Replies: not ReplyMode.On } client ? client : null;
        silent?.BeginRequest();
        int start = exchange.Reply.Length;
        RespDispatch.Serve(in arguments, ref exchange);

        // Only reads pause, and nobody is to read this: the rest of it need not be made.
        if (silent is not null && exchange.IsPaused)
        {
            exchange.LeaveOff();
        }

        if (exchange.IsPaused)
        {
            exchange.Session.Phase = (int)RespPhase.Answering;
            return ServeStatus.OutputFull;
        }

        if (silent is not null && !silent.EndRequest())
        {
            exchange.Reply.Truncate(start);
        }

        consumed = length;
        return exchange.IsClosing ? ServeStatus.HangUp : ServeStatus.Served;
    }
}
