using System.Diagnostics.CodeAnalysis;
using Pelikan.Node.Config.Toml;

namespace Pelikan.Node.Config.Values;

/// <summary>true or false.</summary>
internal sealed class BooleanType : ConfigType<bool>
{
    public override string Description => "true or false";

    protected override bool AcceptsString => false;

    public override bool TryParse(string text, out bool value, [NotNullWhen(false)] out string? problem)
    {
        value = text == "true";
        problem = null;
        return text is "true" or "false" || Refuse($"'{text}'", out value, out problem);
    }

    public override string Write(bool value) => value ? "true" : "false";

    protected override bool TryReadOther(TomlNode node, out bool value, [NotNullWhen(false)] out string? problem)
    {
        if (node is not TomlScalar<bool> boolean)
        {
            return Refuse(node, out value, out problem);
        }

        value = boolean.Value;
        problem = null;
        return true;
    }
}
