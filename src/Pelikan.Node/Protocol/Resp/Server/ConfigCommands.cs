using System;
using System.Collections.Generic;
using System.Text;

namespace Pelikan.Node.Protocol.Resp.Server;

/// <summary>CONFIG: settings are read here and made in the server's file.</summary>
internal static class ConfigCommands
{
    private const string Container = "config";

    private static readonly RespSubcommand[] Subcommands =
        [new("get", -3), new("set", -4), new("resetstat", 2), new("rewrite", 2), new("help", 2)];

    private static readonly string[] HelpLines =
    [
        "GET <pattern> [<pattern> ...]", "    Return the settings that match.",
        "RESETSTAT", "    Reset statistics reported by the INFO command.",
        "HELP", "    Print this help.",
    ];

    public static void Serve<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        switch (RespSubcommand.Find(Container, Subcommands, HelpLines, in arguments, exchange.Reply))
        {
            case null:
                break;

            case "get":
                Get(in arguments, ref exchange);
                break;

            case "resetstat":
                exchange.Server.ResetStats();
                exchange.Reply.Ok();
                break;

            default:
                exchange.Reply.Error("ERR settings are made in the server's file and cannot be changed by clients"u8);
                break;
        }
    }

    private static void Get<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        List<(byte[] Name, string Value)> found = [];
        foreach ((string name, string value) in ConfigValues.Of(exchange.ServerForStats, exchange.Limits))
        {
            byte[] bytes = Encoding.ASCII.GetBytes(name);
            if (IsWanted(in arguments, bytes))
            {
                found.Add((bytes, value));
            }
        }

        exchange.Reply.Map(found.Count);
        foreach ((byte[] name, string value) in found)
        {
            exchange.Reply.Bulk(name);
            exchange.Reply.Bulk(Encoding.ASCII.GetBytes(value));
        }
    }

    private static bool IsWanted(scoped in RespArguments arguments, byte[] name)
    {
        // One long request may hold very many patterns; more than there are settings make no sense.
        const int PatternsMax = 64;
        Span<byte> pattern = stackalloc byte[PatternsMax];
        for (int i = 2; i < arguments.Count && i < PatternsMax; i++)
        {
            if (arguments[i].Length <= PatternsMax)
            {
                Ascii.ToLower(arguments[i], pattern, out int length);
                if (Glob.Matches(pattern[..length], name))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
