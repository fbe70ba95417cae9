using System;
using System.Text;
using Pelikan.Node.Config;

namespace Pelikan.Node.Tests.Config;

/// <summary>The reference part of docs/configuration.md, written from the table of settings.</summary>
internal static class ConfigReference
{
    private const string Begin = "<!-- reference: written from the table of settings, and held to it by a test -->\n";
    private const string End = "<!-- end of reference -->\n";

    /// <summary>The page with its reference part as it should be.</summary>
    public static string Insert(string page)
    {
        int from = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        int to = page.IndexOf(End, StringComparison.Ordinal);
        return $"{page[..from]}{Write()}{page[to..]}";
    }

    private static string Write()
    {
        NodeConfig defaults = new();
        StringBuilder text = new();
        foreach (ConfigSection section in ConfigSchema.Sections)
        {
            text.Append(section.Name.Length == 0 ? "\n### Top level\n\n" : $"\n### [{section.Name}]\n\n");
            text.Append($"{section.Help}\n\n| key | accepts | default | what, and why change it |\n|---|---|---|---|\n");
            foreach (ConfigKey key in section.Keys)
            {
                string only = key.NeedsStorage ? " Not in pingserver." : "";
                text.Append($"| `{key.Name}` | {Cell(key.Accepts)} | `{key.Write(defaults)}` | {Cell(key.Help)}{only} |\n");
            }
        }

        return text.Append('\n').ToString();
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
