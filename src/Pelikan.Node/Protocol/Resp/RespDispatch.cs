using System;
using System.Text;
using Pelikan.Node.Protocol.Resp.Connection;
using Pelikan.Node.Protocol.Resp.Hashes;
using Pelikan.Node.Protocol.Resp.Keys;
using Pelikan.Node.Protocol.Resp.Lists;
using Pelikan.Node.Protocol.Resp.Server;
using Pelikan.Node.Protocol.Resp.Sets;
using Pelikan.Node.Protocol.Resp.SortedSets;
using Pelikan.Node.Protocol.Resp.Strings;

namespace Pelikan.Node.Protocol.Resp;

/// <summary>Finds the command, checks what is the same for all, and calls the class that serves it.</summary>
internal static class RespDispatch
{
    public static void Serve<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        // A browser that was talked into coming here: what follows is no client's, as Redis has it.
        if (arguments[0].Length is 4 or 5 && IsHttp(arguments[0]))
        {
            exchange.Count(RespMetric.ProtocolError);
            exchange.Close();
            return;
        }

        if (!RespCommandTable.TryFind(arguments[0], out RespCommandInfo? command))
        {
            exchange.Count(RespMetric.UnknownCommand);
            exchange.Reply.Error(RespRefusals.UnknownCommand(in arguments));
            return;
        }

        if (exchange.Progress == 0)
        {
            exchange.Count(RespMetric.UnknownCommand + (int)command.Command);
        }

        if (!command.Accepts(arguments.Count))
        {
            exchange.Reply.Error(RespRefusals.WrongArity(command.Name));
        }
        else if ((command.Flags & RespCommandFlags.NoAuth) == 0 && !RespAuth.IsTrusted(in exchange.Session, exchange.Worker))
        {
            exchange.Reply.Error(RespErrors.NotAuthenticated);
        }
        else if (!KeyCheck.AreKeys(command, in arguments))
        {
            exchange.Reply.Error(RespErrors.KeyLength);
        }
        else
        {
            Call(command, in arguments, ref exchange);
        }
    }

    private static bool IsHttp(scoped ReadOnlySpan<byte> word) =>
        Ascii.EqualsIgnoreCase(word, "post"u8) || Ascii.EqualsIgnoreCase(word, "host:"u8);

    private static void Call<TStore>(RespCommandInfo command, scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        switch (command.Group)
        {
            case RespGroup.Strings:
                StringCommands.Serve(command.Command, in arguments, ref exchange);
                break;

            case RespGroup.Keys:
                KeyCommands.Serve(command.Command, in arguments, ref exchange);
                break;

            case RespGroup.Lists:
                ListCommands.Serve(command.Command, in arguments, ref exchange);
                break;

            case RespGroup.Hashes:
                HashCommands.Serve(command.Command, in arguments, ref exchange);
                break;

            case RespGroup.Sets:
                SetCommands.Serve(command.Command, in arguments, ref exchange);
                break;

            case RespGroup.SortedSets:
                SortedSetCommands.Serve(command.Command, in arguments, ref exchange);
                break;

            case RespGroup.Connection:
                ConnectionCommands.Serve(command.Command, in arguments, ref exchange);
                break;

            case RespGroup.Server:
                ServerCommands.Serve(command.Command, in arguments, ref exchange);
                break;

            default:
                exchange.Reply.Error(RespRefusals.Unsupported(command));
                break;
        }
    }
}
