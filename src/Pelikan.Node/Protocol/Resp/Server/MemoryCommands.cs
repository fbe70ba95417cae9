using System;
using System.Text;
using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Resp.Server;

/// <summary>MEMORY: what an item takes.</summary>
internal static class MemoryCommands
{
    private const string Container = "memory";

    // A header with everything it may have.
    private const int OverheadBytes = 24;

    private static readonly RespSubcommand[] Subcommands =
        [new("usage", -3), new("doctor", 2), new("purge", 2), new("help", 2), new("stats", 2), new("malloc-stats", 2)];

    private static readonly string[] HelpLines =
    [
        "DOCTOR", "    Return a sentence.",
        "PURGE", "    Accepted; segments are given back as they become free.",
        "USAGE <key> [SAMPLES <count>]", "    Return the bytes of the key, its value and what is stored with them.",
        "HELP", "    Print this help.",
    ];

    public static void Serve<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        switch (RespSubcommand.Find(Container, Subcommands, HelpLines, in arguments, exchange.Reply))
        {
            case null:
                break;

            case "usage":
                Usage(in arguments, ref exchange);
                break;

            case "doctor":
                exchange.Reply.Verbatim("The heap has a fixed size and no fragments: there is nothing to mend."u8);
                break;

            case "purge":
                exchange.Reply.Ok();
                break;

            default:
                exchange.Reply.Error("ERR memory statistics are in INFO"u8);
                break;
        }
    }

    private static void Usage<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        for (int i = 3; i < arguments.Count; i += 2)
        {
            if (!Ascii.EqualsIgnoreCase(arguments[i], "SAMPLES"u8) || i + 1 == arguments.Count)
            {
                exchange.Reply.Error(RespErrors.Syntax);
                return;
            }

            if (!RespNumber.TryParse(arguments[i + 1], out long samples))
            {
                exchange.Reply.Error(RespErrors.NotInteger);
                return;
            }

            if (samples < 0)
            {
                exchange.Reply.Error(RespErrors.Syntax);
                return;
            }
        }

        if (!KeyCheck.IsKey(arguments[2]))
        {
            exchange.Reply.Error(RespErrors.KeyLength);
        }
        else if (exchange.Store.Read(arguments[2], ReadIntent.Peek, in exchange.Guard, out ItemView item, out _) == StoreStatus.Ok)
        {
            exchange.Reply.Integer(OverheadBytes + (long)arguments[2].Length + item.Value.Length);
        }
        else
        {
            exchange.Reply.Null();
        }
    }
}
