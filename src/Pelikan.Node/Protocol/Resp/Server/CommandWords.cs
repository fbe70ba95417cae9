using System.Collections.Generic;

namespace Pelikan.Node.Protocol.Resp.Server;

/// <summary>Redis' words for flags and categories of commands.</summary>
internal static class CommandWords
{
    private static readonly (RespCommandFlags Flag, string Word)[] FlagWords =
    [
        (RespCommandFlags.Write, "write"), (RespCommandFlags.ReadOnly, "readonly"), (RespCommandFlags.DenyOom, "denyoom"),
        (RespCommandFlags.Admin, "admin"), (RespCommandFlags.NoScript, "noscript"), (RespCommandFlags.Loading, "loading"),
        (RespCommandFlags.Stale, "stale"), (RespCommandFlags.Fast, "fast"), (RespCommandFlags.NoAuth, "no_auth"),
        (RespCommandFlags.AllowBusy, "allow_busy"), (RespCommandFlags.MovableKeys, "movablekeys"),
    ];

    public static IReadOnlyList<string> Flags(RespCommandFlags flags)
    {
        List<string> words = [];
        foreach ((RespCommandFlags flag, string word) in FlagWords)
        {
            if ((flags & flag) != 0)
            {
                words.Add(word);
            }
        }

        return words;
    }

    public static IReadOnlyList<string> Categories(RespCommandInfo command)
    {
        List<string> words = [];
        string group = command.Group switch
        {
            RespGroup.Connection => "@connection",
            RespGroup.Strings => "@string",
            RespGroup.Keys => "@keyspace",
            RespGroup.Lists => "@list",
            RespGroup.Hashes => "@hash",
            RespGroup.Sets => command.Command == RespCommand.BAdd ? "@hash" : "@set",
            RespGroup.SortedSets => "@sortedset",
            _ => "",
        };
        Add(words, (command.Flags & RespCommandFlags.Write) != 0, "@write");
        Add(words, (command.Flags & RespCommandFlags.ReadOnly) != 0, "@read");
        Add(words, group.Length > 0, group);
        Add(words, true, (command.Flags & RespCommandFlags.Fast) != 0 ? "@fast" : "@slow");
        return words;
    }

    private static void Add(List<string> words, bool condition, string word)
    {
        if (condition)
        {
            words.Add(word);
        }
    }
}
