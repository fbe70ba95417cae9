using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Pelikan.Node.Config.Values;

/// <summary>One address to listen on. Names other than localhost are refused: starting must not wait for a name server.</summary>
internal sealed class AddressType : ConfigType<string>
{
    public override string Description => "an IPv4 or IPv6 address or \"localhost\"";

    /// <summary>Whether text is an address in full; the short forms that parsers know, such as 1 for 0.0.0.1, are not.</summary>
    public static bool IsAddress(string text) =>
        text == "localhost" || (IPAddress.TryParse(text, out _) && (text.Contains(':') || text.Split('.').Length == 4));

    public override bool TryParse(string text, [MaybeNullWhen(false)] out string value, [NotNullWhen(false)] out string? problem)
    {
        value = text;
        problem = null;
        return IsAddress(text) || Refuse($"'{text}'", out value, out problem);
    }

    public override string Write(string value) => TomlText.Quote(value);
}
