namespace Pelikan.Node.Protocol.Resp.Server;

/// <summary>COMMAND GETKEYS: the keys of a command that comes as its words, by the table.</summary>
internal static class CommandKeys
{
    // COMMAND GETKEYS itself.
    private const int Skipped = 2;

    public static void Tell(scoped in RespArguments arguments, RespWriter reply)
    {
        int words = arguments.Count - Skipped;
        if (!RespCommandTable.TryFind(arguments[Skipped], out RespCommandInfo? command) || command.Command == RespCommand.Unsupported)
        {
            reply.Error("ERR Invalid command specified"u8);
        }
        else if (command.FirstKey == 0 && command.KeyCountAt == 0)
        {
            reply.Error("ERR The command has no key arguments"u8);
        }
        else if (!command.Accepts(words))
        {
            reply.Error("ERR Invalid number of arguments specified for command"u8);
        }
        else
        {
            TellKeys(command, in arguments, words, reply);
        }
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
