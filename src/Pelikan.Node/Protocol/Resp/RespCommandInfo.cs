using System.Text;

namespace Pelikan.Node.Protocol.Resp;

/// <summary>What is known of one command.</summary>
internal sealed class RespCommandInfo
{
    public RespCommandInfo(string name, RespCommand command)
    {
        Name = name;
        NameBytes = Encoding.ASCII.GetBytes(name);
        Command = command;
        Group = command switch
        {
            <= RespCommand.Wait => RespGroup.Connection,
            <= RespCommand.Time => RespGroup.Server,
            <= RespCommand.SubStr => RespGroup.Strings,
            <= RespCommand.Unlink => RespGroup.Keys,
            <= RespCommand.LMPop => RespGroup.Lists,
            <= RespCommand.HScan => RespGroup.Hashes,
            <= RespCommand.BAdd => RespGroup.Sets,
            <= RespCommand.ZDiffStore => RespGroup.SortedSets,
            _ => RespGroup.Unsupported,
        };
    }

    /// <summary>In lower case.</summary>
    public string Name { get; }

    public byte[] NameBytes { get; }

    public RespCommand Command { get; }

    public RespGroup Group { get; }

    /// <summary>Words, the command's own included; negative where it is the least.</summary>
    public int Arity { get; init; }

    public RespCommandFlags Flags { get; init; }

    /// <summary>The place of the first key; 0 where the table does not say.</summary>
    public int FirstKey { get; init; }

    /// <summary>The place of the last key; negative counts from the end.</summary>
    public int LastKey { get; init; }

    public int KeyStep { get; init; }

    /// <summary>The place of a number of keys that are the words behind it; 0 where there is none.</summary>
    public int KeyCountAt { get; init; }

    /// <summary>What the server lacks, of a command that is not served.</summary>
    public string? Missing { get; init; }

    public bool Accepts(int words) => Accepts(Arity, words);

    /// <summary>Whether an arity, which is negative where it is the least, takes so many words.</summary>
    public static bool Accepts(int arity, int words) => arity >= 0 ? words == arity : words >= -arity;
}
