using System;

namespace Pelikan.Node.Protocol.Resp.Connection;

/// <summary>Commands about the session itself.</summary>
internal static class ConnectionCommands
{
    public static void Serve<TStore>(RespCommand command, scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        switch (command)
        {
            case RespCommand.Ping:
                Ping(in arguments, exchange.Reply);
                break;

            case RespCommand.Echo:
                exchange.Reply.Bulk(arguments[1]);
                break;

            case RespCommand.Select:
                Select(arguments[1], exchange.Reply);
                break;

            case RespCommand.Quit:
                exchange.Reply.Ok();
                exchange.Close();
                break;

            case RespCommand.Hello:
                HelloCommands.Hello(in arguments, ref exchange);
                break;

            case RespCommand.Auth:
                HelloCommands.Auth(in arguments, ref exchange);
                break;

            case RespCommand.Reset:
                Reset(ref exchange);
                break;

            case RespCommand.Client:
                ClientCommands.Serve(in arguments, ref exchange);
                break;

            case RespCommand.Wait:
                Wait(in arguments, exchange.Reply);
                break;

            default:
                exchange.Reply.Error(RespErrors.NoCluster);
                break;
        }
    }

    private static void Ping(scoped in RespArguments arguments, RespWriter reply)
    {
        switch (arguments.Count)
        {
            case 1:
                reply.Simple("PONG"u8);
                break;

            case 2:
                reply.Bulk(arguments[1]);
                break;

            default:
                reply.Error(RespRefusals.WrongArity("ping"));
                break;
        }
    }

    private static void Select(scoped ReadOnlySpan<byte> word, RespWriter reply)
    {
        if (!RespNumber.TryParse(word, out long database))
        {
            reply.Error(RespErrors.NotInteger);
        }
        else if (database is < int.MinValue or > int.MaxValue)
        {
            reply.Error("ERR value is out of range, value must between -2147483648 and 2147483647"u8);
        }
        else if (database != 0)
        {
            reply.Error(RespErrors.DatabaseOutOfRange);
        }
        else
        {
            reply.Ok();
        }
    }

    private static void Reset<TStore>(ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        exchange.Session.Authenticated = false;
        exchange.Session.RespVersion = 2;
        if (exchange.Session.Client is RespClient client)
        {
            client.Name = "";
            client.WantReplies();
        }

        exchange.Reply.Simple("RESET"u8);
    }

    // There is nobody to wait for.
    private static void Wait(scoped in RespArguments arguments, RespWriter reply)
    {
        if (!RespNumber.TryParse(arguments[1], out _))
        {
            reply.Error(RespErrors.NotInteger);
        }
        else if (!RespNumber.TryParse(arguments[2], out long timeout))
        {
            reply.Error("ERR timeout is not an integer or out of range"u8);
        }
        else if (timeout < 0)
        {
            reply.Error("ERR timeout is negative"u8);
        }
        else
        {
            reply.Integer(0);
        }
    }
}
