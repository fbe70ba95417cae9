using System.Collections.Generic;
using System.Text;
using Pelikan.Actors.Configuration;

namespace Pelikan.Fuzz.Targets;

/// <summary>The reader of the actor system's settings: a configuration, or one error with a message.</summary>
public sealed class HoconTarget : IFuzzTarget
{
    public IReadOnlyList<string> Seeds =>
    [
        "# comment\na { b = 1, c : \"x\" }\na.d = [1, 2, ${a.b}]\ne = ${?HOME_UNSET} // end\n",
        "x = 10s\ny = 2 KiB\nz = \"\"\"raw \" text\"\"\"\nx += 1\nobj { include \"none.conf\" }\n",
        "base { k = on }\nderived = ${base} { l = off }\n\"quoted.key\".r = a b  c\n",
    ];

    public IReadOnlyList<string> Dictionary =>
    [
        "{", "}", "[", "]", "=", ":", "+=", ",", "\n", "#", "//", "${", "${?", "}", "\"", "\"\"\"", "\\", "\\u00e9", "include ", "file(", "required(", ")",
        "a.b", "a = 1\n", "true", "off", "null", "10ms", "1 MiB", "${a}", "a = ${a} 1\n", ".", " ",
    ];

    public int Run(byte[] input)
    {
        try
        {
            ConfigurationFactory.ParseString(Encoding.UTF8.GetString(input));
        }
        catch (HoconException error)
        {
            Invariant.Holds(error.Message.Length > 0, "an error says what is wrong");
        }

        return 1;
    }
}
