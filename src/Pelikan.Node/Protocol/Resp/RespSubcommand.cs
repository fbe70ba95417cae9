using System;
using System.Text;

namespace Pelikan.Node.Protocol.Resp;

/// <summary>A word that may follow a command that has subcommands.</summary>
/// <param name="Name">In lower case.</param>
/// <param name="Arity">Words in the whole request; negative where it is the least.</param>
internal readonly record struct RespSubcommand(string Name, int Arity)
{
    /// <summary>The place of the subcommand in a table; answers an error and is -1 where it is none or the number of words is wrong.</summary>
    public static int Find(string container, ReadOnlySpan<RespSubcommand> table, scoped in RespArguments arguments, RespWriter reply)
    {
        for (int i = 0; i < table.Length; i++)
        {
            RespSubcommand candidate = table[i];
            if (!Ascii.EqualsIgnoreCase(arguments[1], candidate.Name))
            {
                continue;
            }

            bool fits = candidate.Arity >= 0 ? arguments.Count == candidate.Arity : arguments.Count >= -candidate.Arity;
            if (!fits)
            {
                reply.Error(RespRefusals.WrongArity($"{container}|{candidate.Name}"));
            }

            return fits ? i : -1;
        }

        reply.Error(RespRefusals.UnknownSubcommand(container, arguments[1]));
        return -1;
    }

    /// <summary>What HELP says.</summary>
    public static void Help(string container, ReadOnlySpan<string> lines, RespWriter reply)
    {
        reply.Array(lines.Length + 1);
        reply.Simple(Encoding.ASCII.GetBytes($"{container} <subcommand> [<arg> [value] [opt] ...]. Subcommands are:"));
        foreach (string line in lines)
        {
            reply.Simple(Encoding.ASCII.GetBytes(line));
        }
    }
}
