using System.Collections.Generic;
using System.Text;

namespace Pelikan.Node.Config;

/// <summary>Writes the commented sample file of a product: every key with its meaning, what it accepts, and its default.</summary>
public static class ConfigSample
{
    private const int WidthMax = 100;

    public static string Write(Product product)
    {
        string name = ProductNames.Of(product);
        NodeConfig defaults = ProductTraits.Defaults(product);
        StringBuilder text = new();
        Comment(text, $"Settings of {name}: every key there is, with its default value.");
        Comment(text, $"Start with: ./pelikan {name} config/{name}.toml");
        Comment(text, "See the settings in effect, and where each came from: add --config.");
        Comment(text, "A variable overrides a key: PELIKAN_ADMIN_PORT=7777 for port in [admin].");
        Comment(text, "Sizes are bytes, or text with a unit of 1024: \"64KB\", \"4GB\", \"2MiB\".");
        foreach (ConfigSection section in ConfigSchema.SectionsOf(product))
        {
            text.Append('\n');
            if (section.Name.Length > 0)
            {
                Comment(text, section.Help);
                text.Append($"[{section.Name}]\n");
            }

            string gap = section.Name.Length > 0 ? "\n" : "";
            foreach (ConfigKey key in section.Keys)
            {
                text.Append(gap);
                gap = "\n";
                Comment(text, key.Help);
                Comment(text, $"Accepts {key.Accepts}. Default: {key.Write(defaults)}.");
                text.Append($"{key.Name} = {key.Write(defaults)}\n");
            }
        }

        return text.ToString();
    }

    private static void Comment(StringBuilder text, string sentence)
    {
        foreach (string line in Wrap(sentence))
        {
            text.Append("# ").Append(line).Append('\n');
        }
    }

    private static IEnumerable<string> Wrap(string sentence)
    {
        StringBuilder line = new();
        foreach (string word in sentence.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > WidthMax)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        yield return line.ToString();
    }
}
