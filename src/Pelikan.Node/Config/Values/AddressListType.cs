using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using Pelikan.Node.Config.Toml;

namespace Pelikan.Node.Config.Values;

/// <summary>Addresses to listen on: one string, or an array of them; in an environment variable, commas between.</summary>
internal sealed class AddressListType : ConfigType<IReadOnlyList<string>>
{
    /// <summary>Addresses one server listens on.</summary>
    public const int AddressesMax = 16;

    public override string Description => $"an IPv4 or IPv6 address, \"localhost\", or an array of at most {AddressesMax} of them";

    public override bool TryParse(
        string text, [MaybeNullWhen(false)] out IReadOnlyList<string> value, [NotNullWhen(false)] out string? problem) =>
        TryCheck(text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), out value, out problem);

    public override string Write(IReadOnlyList<string> value) =>
        value.Count == 1 ? TomlText.Quote(value[0]) : $"[{string.Join(", ", value.Select(TomlText.Quote))}]";

    protected override bool TryReadOther(
        TomlNode node, [MaybeNullWhen(false)] out IReadOnlyList<string> value, [NotNullWhen(false)] out string? problem)
    {
        if (node is not TomlArray array)
        {
            return Refuse(node, out value, out problem);
        }

        TomlNode? other = array.Items.FirstOrDefault(item => item is not TomlScalar<string>);
        return other is null
            ? TryCheck([.. array.Items.Cast<TomlScalar<string>>().Select(item => item.Value)], out value, out problem)
            : Refuse($"{other.KindText} in the array", out value, out problem);
    }

    private bool TryCheck(
        string[] addresses, [MaybeNullWhen(false)] out IReadOnlyList<string> value, [NotNullWhen(false)] out string? problem)
    {
        string? wrong = addresses.FirstOrDefault(address => !AddressType.IsAddress(address));
        string? twice = addresses.FirstOrDefault(address => addresses.Count(other => other == address) > 1);
        if (wrong is not null || twice is not null || addresses.Length > AddressesMax)
        {
            string found = wrong is not null ? $"'{wrong}'" : twice is not null ? $"'{twice}' twice" : $"{addresses.Length} addresses";
            return Refuse(found, out value, out problem);
        }

        value = addresses;
        problem = null;
        return true;
    }
}
