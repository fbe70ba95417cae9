using System;
using System.Diagnostics.CodeAnalysis;
using Pelikan.Node.Config.Toml;

namespace Pelikan.Node.Config.Values;

/// <summary>Permission bits, always in octal: a decimal 700 is more likely a slip than the octal 1274.</summary>
internal sealed class FileModeType : ConfigType<int>
{
    private const int ModeMax = 0x1FF;

    public override string Description => "permission bits in octal, 0o000 to 0o777";

    public override bool TryParse(string text, out int value, [NotNullWhen(false)] out string? problem)
    {
        string digits = text.StartsWith("0o", StringComparison.Ordinal) ? text[2..] : text;
        bool isOctal = digits.Length is > 0 and <= 4 && !digits.AsSpan().ContainsAnyExceptInRange('0', '7');
        value = isOctal ? Convert.ToInt32(digits, 8) : -1;
        problem = null;
        return value is >= 0 and <= ModeMax || Refuse($"'{text}'", out value, out problem);
    }

    public override string Write(int value) => $"0o{Convert.ToString(value, 8).PadLeft(3, '0')}";

    protected override bool TryReadOther(TomlNode node, out int value, [NotNullWhen(false)] out string? problem)
    {
        if (node is not TomlScalar<long> integer)
        {
            return Refuse(node, out value, out problem);
        }

        string text = integer.Text;
        return text.StartsWith("0o", StringComparison.Ordinal)
            ? TryParse(text.Replace("_", "", StringComparison.Ordinal), out value, out problem)
            : Refuse($"the decimal {text}", out value, out problem);
    }
}
