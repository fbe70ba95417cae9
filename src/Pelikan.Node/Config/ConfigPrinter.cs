using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Pelikan.Node.Config;

/// <summary>Writes the settings in effect as TOML that reads back the same, each line with where its value came from.</summary>
public static class ConfigPrinter
{
    public static string Print(LoadedConfig loaded)
    {
        List<(string Line, string Origin)> lines = [];
        foreach (ConfigSection section in ConfigSchema.SectionsOf(loaded.Product))
        {
            if (section.Name.Length > 0)
            {
                lines.Add(("", ""));
                lines.Add(($"[{section.Name}]", ""));
            }

            lines.AddRange(section.Keys.Select(key => ($"{key.Name} = {key.Write(loaded.Config)}", OriginText(loaded.OriginOf(key)))));
        }

        int width = lines.Max(line => line.Line.Length);
        StringBuilder text = new();
        foreach ((string line, string origin) in lines)
        {
            text.Append(origin.Length == 0 ? line : $"{line.PadRight(width)}  # {origin}").Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The origin without control characters: a path may hold what a comment may not.</summary>
    private static string OriginText(ConfigOrigin origin) =>
        string.Concat(origin.ToString().Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '_' : c));
}
