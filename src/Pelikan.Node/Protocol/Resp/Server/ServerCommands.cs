using System;
using System.Text;
using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Resp.Server;

/// <summary>Commands about the server and about all its data.</summary>
internal static class ServerCommands
{
    private const long MillisecondsPerSecond = 1000;
    private const long MicrosecondsPerMillisecond = 1000;

    public static void Serve<TStore>(RespCommand command, scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        switch (command)
        {
            case RespCommand.DbSize:
                exchange.Reply.Integer(exchange.Store.ItemCount);
                break;

            case RespCommand.Time:
                Time(ref exchange);
                break;

            case RespCommand.FlushAll:
            case RespCommand.FlushDb:
                Flush(in arguments, ref exchange);
                break;

            case RespCommand.Info:
                exchange.Reply.Verbatim(Encoding.ASCII.GetBytes(InfoText.Of(in arguments, exchange.ServerForStats, exchange.Store.ItemCount)));
                break;

            case RespCommand.Config:
                ConfigCommands.Serve(in arguments, ref exchange);
                break;

            case RespCommand.Command:
                CommandCommands.Serve(in arguments, exchange.Reply);
                break;

            case RespCommand.Object:
                ObjectCommands.Serve(in arguments, ref exchange);
                break;

            case RespCommand.Memory:
                MemoryCommands.Serve(in arguments, ref exchange);
                break;

            case RespCommand.Role:
                TellRole(exchange.Reply);
                break;

            case RespCommand.Lolwut:
                exchange.Reply.Verbatim(Encoding.ASCII.GetBytes($"Pelikan ver. {exchange.Server.Version}\n"));
                break;

            default:
                exchange.Reply.Error(RespErrors.NoCluster);
                break;
        }
    }

    private static void Time<TStore>(ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        long unix = exchange.Server.UnixMillisecondsAtInstantZero + exchange.Guard.Now.Milliseconds;
        exchange.Reply.Array(2);
        TellNumber(unix / MillisecondsPerSecond, exchange.Reply);
        TellNumber(unix % MillisecondsPerSecond * MicrosecondsPerMillisecond, exchange.Reply);
    }

    private static void TellNumber(long number, RespWriter reply)
    {
        Span<byte> digits = stackalloc byte[AsciiNumber.DigitsMax];
        reply.Bulk(digits[..AsciiNumber.Format((ulong)number, digits)]);
    }

    // Either word means the same: a flush is done when it returns, and costs no time.
    private static void Flush<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        bool known = arguments.Count == 1
            || (arguments.Count == 2 && (Ascii.EqualsIgnoreCase(arguments[1], "SYNC"u8) || Ascii.EqualsIgnoreCase(arguments[1], "ASYNC"u8)));
        if (!known)
        {
            exchange.Reply.Error(RespErrors.Syntax);
        }
        else if (!exchange.Server.FlushAllowed)
        {
            exchange.Reply.Error("ERR flushing is not allowed"u8);
        }
        else
        {
            exchange.Store.FlushAll(exchange.Guard.Now, in exchange.Guard);
            exchange.Reply.Ok();
        }
    }

    private static void TellRole(RespWriter reply)
    {
        reply.Array(3);
        reply.Bulk("master"u8);
        reply.Integer(0);
        reply.Array(0);
    }
}
