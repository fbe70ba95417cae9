using System;

namespace Pelikan.Fuzz.Targets;

/// <summary>
/// A parser with a planted bug: a store to a table of 256 bytes at an index taken from the input, unchecked. Only
/// <c>plant N\r\n</c> reaches it, one character comparison after another, as in a parser written by hand.
/// </summary>
internal static class CanaryParser
{
    private static readonly byte[] Table = new byte[256];

    public static int Parse(ReadOnlySpan<byte> input)
    {
        int requests = 0;
        while (input.IndexOf((byte)'\n') is var end && end >= 0)
        {
            ParseLine(input[..end]);
            input = input[(end + 1)..];
            requests++;
        }

        return requests;
    }

    private static void ParseLine(ReadOnlySpan<byte> line)
    {
        if (line.Length > 6 && line[0] == 'p')
        {
            if (line[1] == 'l')
            {
                if (line[2] == 'a')
                {
                    if (line[3] == 'n')
                    {
                        if (line[4] == 't')
                        {
                            Plant(line[5..]);
                        }
                    }
                }
            }
        }
    }

    private static void Plant(ReadOnlySpan<byte> argument)
    {
        int index = 0;
        for (int at = 1; at < argument.Length && argument[0] == ' '; at++)
        {
            if (argument[at] == '\r')
            {
                Table[index] = 1;
                return;
            }

            if (!char.IsAsciiDigit((char)argument[at]) || at > 4)
            {
                return;
            }

            index = (index * 10) + argument[at] - '0';
        }
    }
}
