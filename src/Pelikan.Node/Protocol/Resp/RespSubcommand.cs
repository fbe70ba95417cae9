using System;
using System.Text;

namespace Pelikan.Node.Protocol.Resp;

/// <summary>A word that may follow a command that has subcommands.</summary>
/// <param name="Name">In lower case.</param>
/// <param name="Arity">Words in the whole request; negative where it is the least.</param>
internal readonly record struct RespSubcommand(string Name, int Arity)
{
    private const string Help = "help";

    /// <summary>
    /// The name of the subcommand asked for. It is null where all is answered: HELP with its lines, and with an error what is no subcommand
    /// or has a wrong number of words.
    /// </summary>
    public static string? Find(
        string container, ReadOnlySpan<RespSubcommand> table, ReadOnlySpan<string> helpLines, scoped in RespArguments arguments, RespWriter reply)
    {
        for (int i = 0; i < table.Length; i++)
        {
            RespSubcommand candidate = table[i];
            if (!Ascii.EqualsIgnoreCase(arguments[1], candidate.Name))
            {
                continue;
            }

            if (!candidate.Accepts(arguments.Count))
            {
                reply.Error(RespRefusals.WrongArity($"{container}|{candidate.Name}"));
                return null;
            }

            if (candidate.Name != Help)
            {
                return candidate.Name;
            }

            TellHelp(container, helpLines, reply);
            return null;
        }

        reply.Error(RespRefusals.UnknownSubcommand(container, arguments[1]));
        return null;
    }

    public bool Accepts(int words) => RespCommandInfo.Accepts(Arity, words);

    private static void TellHelp(string container, ReadOnlySpan<string> lines, RespWriter reply)
    {
        reply.Array(lines.Length + 1);
        reply.Simple(Encoding.ASCII.GetBytes($"{container.ToUpperInvariant()} <subcommand> [<arg> [value] [opt] ...]. Subcommands are:"));
        foreach (string line in lines)
        {
            reply.Simple(Encoding.ASCII.GetBytes(line));
        }
    }
}
