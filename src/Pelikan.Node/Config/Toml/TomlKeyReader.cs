using System.Collections.Generic;

namespace Pelikan.Node.Config.Toml;

/// <summary>Reads keys: bare, quoted, and dotted from these. Leaves the cursor after the blanks that follow.</summary>
internal static class TomlKeyReader
{
    /// <summary>Parts of one dotted key; one more is refused, so that the depth of the tree has a bound.</summary>
    public const int PartsMax = 128;

    public static List<TomlKey> Read(TomlCursor cursor)
    {
        List<TomlKey> parts = [];
        while (true)
        {
            cursor.SkipBlanks();
            parts.Add(ReadPart(cursor));
            if (parts.Count > PartsMax)
            {
                throw cursor.Error($"a key has at most {PartsMax} parts");
            }

            cursor.SkipBlanks();
            if (cursor.Peek() != '.')
            {
                return parts;
            }

            cursor.Advance();
        }
    }

    private static TomlKey ReadPart(TomlCursor cursor)
    {
        TomlLocation location = cursor.Location;
        if (cursor.Peek() is '"' or '\'')
        {
            if (cursor.StartsWith("\"\"\"") || cursor.StartsWith("'''"))
            {
                throw cursor.Error("a key may not be a multi-line string; use one quote at each end");
            }

            return new TomlKey(TomlStringReader.Read(cursor), location);
        }

        int start = cursor.Offset;
        while (IsBare(cursor.Peek()))
        {
            cursor.Advance();
        }

        if (cursor.Offset == start)
        {
            throw cursor.Error($"expected a key, found {cursor.Describe()}; a key has letters, digits, '_' and '-', or is in quotes");
        }

        return new TomlKey(cursor.TextFrom(start), location);
    }

    private static bool IsBare(int c) =>
        c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '-';
}
