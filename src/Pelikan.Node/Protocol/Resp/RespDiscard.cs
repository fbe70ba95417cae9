using System;

namespace Pelikan.Node.Protocol.Resp;

/// <summary>What is no request, and what is too large to be one: the first ends the session, the second is read away and answered with an error.</summary>
internal static class RespDiscard
{
    private const int MessageBytesMax = 128;

    public static void Begin(long bulkBytes, int wordsLeft, ref SessionState session)
    {
        session.Phase = (int)RespPhase.Discarding;
        session.SkipBytes = bulkBytes;
        session.Argument = wordsLeft;
    }

    public static ServeStatus GoOn(ReadOnlySpan<byte> input, RespWriter reply, ref SessionState session, WorkerContext worker, out int consumed)
    {
        consumed = 0;
        if (session.SkipBytes == 0 && session.Argument > 0)
        {
            RespReader reader = new(input, worker.Limits, RespAuth.IsTrusted(in session, worker));
            switch (reader.ReadBulkHead(0, out long length))
            {
                case RespParse.Incomplete:
                    return ServeStatus.Incomplete;

                case RespParse.Broken:
                    consumed = input.Length;
                    return HangUp(reader.Error, reader.Unexpected, reply, session.Client, worker);

                default:
                    consumed = reader.Length;
                    session.Argument--;
                    session.SkipBytes = length + 2;
                    break;
            }
        }

        int skipped = (int)Math.Min(session.SkipBytes, input.Length - consumed);
        consumed += skipped;
        session.SkipBytes -= skipped;
        if (session.SkipBytes == 0 && session.Argument == 0)
        {
            session.Phase = (int)RespPhase.BetweenRequests;
            worker.Counters.Increment((int)RespMetric.ValueTooLarge);
            Answer(reply, session.Client);
        }

        return ServeStatus.Served;
    }

    private static void Answer(RespWriter reply, RespClient? client)
    {
        client?.BeginRequest();
        if (client is null || client.Replies == ReplyMode.On)
        {
            reply.Error(RespErrors.TooLarge);
        }

        client?.EndRequest();
    }

    /// <summary>Say what is wrong, to a client that wants replies, and end the session.</summary>
    public static ServeStatus HangUp(ReadOnlySpan<byte> error, byte unexpected, RespWriter reply, RespClient? client, WorkerContext worker)
    {
        worker.Counters.Increment((int)RespMetric.ProtocolError);
        if (client is { Replies: not ReplyMode.On })
        {
            return ServeStatus.HangUp;
        }

        Span<byte> message = stackalloc byte[MessageBytesMax];
        ReadOnlySpan<byte> head = "ERR Protocol error: "u8;
        head.CopyTo(message);
        error.CopyTo(message[head.Length..]);
        int length = head.Length + error.Length;
        if (unexpected != 0)
        {
            message[length++] = unexpected;
            message[length++] = (byte)'\'';
        }

        reply.Error(message[..length]);
        return ServeStatus.HangUp;
    }
}
