using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Pelikan.Node.Protocol.Resp.Server;

/// <summary>COMMAND: what is in the table of commands that are served.</summary>
internal static class CommandCommands
{
    private const string Container = "command";
    private const int Fields = 10;

    // One long request may hold very many names, and what is told of each is long: more than there are commands make no sense.
    private const int NamesMax = 1024;

    private static readonly RespSubcommand[] Subcommands =
        [new("count", 2), new("info", -2), new("docs", -2), new("getkeys", -4), new("list", -2), new("help", 2)];

    private static readonly string[] HelpLines =
    [
        "(no subcommand)", "    Return details about all commands.",
        "COUNT", "    Return the total number of commands in this server.",
        "LIST [FILTERBY PATTERN <pattern>]", "    Return a list of all commands in this server.",
        "INFO [<command-name> ...]", "    Return details about multiple commands.",
        "DOCS [<command-name> ...]", "    Return the groups of multiple commands.",
        "GETKEYS <full-command>", "    Return the keys from a full command.",
        "HELP", "    Print this help.",
    ];

    private static readonly RespCommandInfo[] Served = [.. RespCommandTable.All.Where(command => command.Command != RespCommand.Unsupported)];

    public static void Serve(scoped in RespArguments arguments, RespWriter reply)
    {
        if (arguments.Count == 1)
        {
            TellAll(reply);
            return;
        }

        switch (RespSubcommand.Find(Container, Subcommands, HelpLines, in arguments, reply))
        {
            case "count":
                reply.Integer(Served.Length);
                break;

            case "info" or "docs" when arguments.Count - 2 > NamesMax:
                reply.Error("ERR too many names in one command (1024)"u8);
                break;

            case "info":
                TellSome(in arguments, reply);
                break;

            case "docs":
                Docs(in arguments, reply);
                break;

            case "getkeys":
                CommandKeys.Tell(in arguments, reply);
                break;

            case "list":
                List(in arguments, reply);
                break;

            default:
                break;
        }
    }

    private static void TellAll(RespWriter reply)
    {
        reply.Array(Served.Length);
        foreach (RespCommandInfo command in Served)
        {
            Tell(command, reply);
        }
    }

    private static void TellSome(scoped in RespArguments arguments, RespWriter reply)
    {
        if (arguments.Count == 2)
        {
            TellAll(reply);
            return;
        }

        reply.Array(arguments.Count - 2);
        for (int i = 2; i < arguments.Count; i++)
        {
            if (TryFind(arguments[i], out RespCommandInfo? command))
            {
                Tell(command!, reply);
            }
            else
            {
                reply.Null();
            }
        }
    }

    private static void Docs(scoped in RespArguments arguments, RespWriter reply)
    {
        List<RespCommandInfo> commands = [];
        for (int i = 2; i < arguments.Count; i++)
        {
            if (TryFind(arguments[i], out RespCommandInfo? command))
            {
                commands.Add(command!);
            }
        }

        IReadOnlyList<RespCommandInfo> told = arguments.Count == 2 ? Served : commands;
        reply.Map(told.Count);
        foreach (RespCommandInfo command in told)
        {
            reply.Bulk(command.NameBytes);
            reply.Map(1);
            reply.Bulk("group"u8);
            reply.Bulk(GroupOf(command));
        }
    }

    private static void List(scoped in RespArguments arguments, RespWriter reply)
    {
        ReadOnlySpan<byte> pattern = "*"u8;
        if (arguments.Count == 5 && Ascii.EqualsIgnoreCase(arguments[2], "FILTERBY"u8) && Ascii.EqualsIgnoreCase(arguments[3], "PATTERN"u8))
        {
            pattern = arguments[4];
        }
        else if (arguments.Count != 2)
        {
            reply.Error(RespErrors.Syntax);
            return;
        }

        if (!ScanLimits.Takes(pattern, reply))
        {
            return;
        }

        List<byte[]> names = [];
        foreach (RespCommandInfo command in Served)
        {
            if (Glob.Matches(pattern, command.NameBytes))
            {
                names.Add(command.NameBytes);
            }
        }

        reply.Array(names.Count);
        foreach (byte[] name in names)
        {
            reply.Bulk(name);
        }
    }

    private static bool TryFind(scoped ReadOnlySpan<byte> word, out RespCommandInfo? command) =>
        RespCommandTable.TryFind(word, out command) && command.Command != RespCommand.Unsupported;

    // Tips, key specifications and subcommands are not told.
    private static void Tell(RespCommandInfo command, RespWriter reply)
    {
        reply.Array(Fields);
        reply.Bulk(command.NameBytes);
        reply.Integer(command.Arity);
        Words(CommandWords.Flags(command.Flags), reply);
        reply.Integer(command.FirstKey);
        reply.Integer(command.LastKey);
        reply.Integer(command.KeyStep);
        Words(CommandWords.Categories(command), reply);
        reply.Array(0);
        reply.Array(0);
        reply.Array(0);
    }

    private static void Words(IReadOnlyList<string> words, RespWriter reply)
    {
        reply.Set(words.Count);
        foreach (string word in words)
        {
            reply.Simple(Encoding.ASCII.GetBytes(word));
        }
    }

    private static ReadOnlySpan<byte> GroupOf(RespCommandInfo command) => command.Group switch
    {
        RespGroup.Connection => "connection"u8,
        RespGroup.Server => "server"u8,
        RespGroup.Strings => "string"u8,
        RespGroup.Keys => "generic"u8,
        RespGroup.Lists => "list"u8,
        RespGroup.Hashes => "hash"u8,
        RespGroup.Sets => "set"u8,
        _ => "sorted-set"u8,
    };
}
