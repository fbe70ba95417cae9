using System.Collections.Generic;
using Pelikan.Node.Config.Toml;

namespace Pelikan.Fuzz.Targets;

/// <summary>The reader of the operator's files: a table, or one error that names a place in the file.</summary>
public sealed class TomlTarget : IFuzzTarget
{
    private const string File = "fuzz.toml";

    public IReadOnlyList<string> Seeds =>
    [
        "# comment\ntitle = \"a\\tb\\u00e9\"\n[server]\nport = 12321\nhosts = [\"a\", 'b',\n  \"c\"]\n",
        "a.b.\"c d\" = {x = 1, y = -0x1f, z = 1e3}\n[[t]]\nk = true\n[[t]]\nk = inf\n[t.u]\nv = nan\n",
        "d = 1979-05-27T07:32:00.5+01:00\nl = 07:32:00\nm = \"\"\"\nx \\\n  y\"\"\"\nn = '''\nraw'''\n",
    ];

    public IReadOnlyList<string> Dictionary =>
    [
        "=", "[", "]", "[[", "]]", "{", "}", ",", ".", "#", "\n", "\r\n", "\"", "\"\"\"", "'", "'''", "\\", "\\u", "\\U0001F600", "\\n", "true",
        "false", "inf", "nan", "0x", "0o", "0b", "_", "e", "1979-05-27", "T", "Z", "07:32:00", "a = 1\n", "[a]\n", "a.b",
    ];

    public int Run(byte[] input)
    {
        try
        {
            TomlDocument.Parse(input, File);
        }
        catch (TomlException error)
        {
            Invariant.Holds(error.Problem.Length > 0, "an error says what is wrong");
            Invariant.Holds(error.Location.File == File && error.Location.Column >= 1, "an error names a place");
            Invariant.Holds(error.Location.Line >= 1 && error.Location.Line <= LinesOf(input), "an error names a line of the file");
        }

        return 1;
    }

    private static int LinesOf(byte[] input)
    {
        int lines = 1;
        foreach (byte b in input)
        {
            lines += b == '\n' ? 1 : 0;
        }

        return lines;
    }
}
