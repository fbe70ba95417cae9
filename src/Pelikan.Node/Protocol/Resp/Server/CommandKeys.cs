using System;
using System.Text;

namespace Pelikan.Node.Protocol.Resp.Server;

/// <summary>COMMAND GETKEYS: the keys of a command that comes as its words, by the table.</summary>
internal static class CommandKeys
{
    // COMMAND GETKEYS itself.
    private const int Skipped = 2;

    // Their key is the word behind the subcommand.
    private static readonly (RespCommand Container, RespSubcommand Subcommand)[] Subcommands =
    [
        (RespCommand.Object, new("encoding", 3)), (RespCommand.Object, new("freq", 3)), (RespCommand.Object, new("idletime", 3)),
        (RespCommand.Object, new("refcount", 3)), (RespCommand.Memory, new("usage", -3)),
    ];

    private static ReadOnlySpan<byte> WrongArity => "ERR Invalid number of arguments specified for command"u8;

    public static void Tell(scoped in RespArguments arguments, RespWriter reply)
    {
        int words = arguments.Count - Skipped;
        if (!RespCommandTable.TryFind(arguments[Skipped], out RespCommandInfo? command) || command.Command == RespCommand.Unsupported)
        {
            reply.Error("ERR Invalid command specified"u8);
        }
        else if (TryFindSubcommand(command.Command, arguments, out RespSubcommand subcommand))
        {
            TellKeyOf(subcommand, in arguments, words, reply);
        }
        else if (command.FirstKey == 0 && command.KeyCountAt == 0)
        {
            reply.Error("ERR The command has no key arguments"u8);
        }
        else if (!command.Accepts(words))
        {
            reply.Error(WrongArity);
        }
        else
        {
            TellKeys(command, in arguments, words, reply);
        }
    }

    private static bool TryFindSubcommand(RespCommand container, scoped in RespArguments arguments, out RespSubcommand found)
    {
        foreach ((RespCommand candidate, RespSubcommand subcommand) in Subcommands)
        {
            if (candidate == container && arguments.Count > Skipped + 1 && Ascii.EqualsIgnoreCase(arguments[Skipped + 1], subcommand.Name))
            {
                found = subcommand;
                return true;
            }
        }

        found = default;
        return false;
    }

    private static void TellKeyOf(RespSubcommand subcommand, scoped in RespArguments arguments, int words, RespWriter reply)
    {
        if (!subcommand.Accepts(words))
        {
            reply.Error(WrongArity);
            return;
        }

        reply.Array(1);
        reply.Bulk(arguments[Skipped + 2]);
    }

    private static void TellKeys(RespCommandInfo command, scoped in RespArguments arguments, int words, RespWriter reply)
    {
        long counted = 0;
        if (command.KeyCountAt != 0
            && (!RespNumber.TryParse(arguments[Skipped + command.KeyCountAt], out counted) || counted < 1 || counted > words - command.KeyCountAt - 1))
        {
            reply.Error("ERR Invalid arguments specified for command"u8);
            return;
        }

        int last = command.LastKey < 0 ? words + command.LastKey : command.LastKey;
        int fixedKeys = command.FirstKey == 0 ? 0 : ((last - command.FirstKey) / command.KeyStep) + 1;
        reply.Array(fixedKeys + counted);
        for (int i = 0; i < fixedKeys; i++)
        {
            reply.Bulk(arguments[Skipped + command.FirstKey + (i * command.KeyStep)]);
        }

        for (int i = 0; i < counted; i++)
        {
            reply.Bulk(arguments[Skipped + command.KeyCountAt + 1 + i]);
        }
    }
}
