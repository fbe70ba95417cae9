using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Pelikan.Actors.Configuration.Hocon;

/// <summary>Dotted paths; a name that holds a dot or another special character stands in quotes.</summary>
internal static class HoconPath
{
    public static IReadOnlyList<string> Split(string path)
    {
        List<string> names = [];
        StringBuilder name = new();
        bool quoted = false;
        foreach (char c in path)
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == '.' && !quoted)
            {
                names.Add(name.ToString());
                name.Clear();
            }
            else
            {
                name.Append(c);
            }
        }

        names.Add(name.ToString());
        return names;
    }

    public static string Quote(string name)
    {
        bool plain = name.Length > 0 && name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_');
        return plain ? name : $"\"{name}\"";
    }

    public static string Join(IEnumerable<string> names) => string.Join('.', names.Select(Quote));
}
