using System.Diagnostics.CodeAnalysis;
using Pelikan.Node.Config.Toml;

namespace Pelikan.Node.Config.Values;

/// <summary>
/// What a setting accepts: reads it from a TOML value or from the text of an environment variable, and writes it as TOML.
/// A problem is a sentence that says what is expected and what was found.
/// </summary>
internal abstract class ConfigType<T>
{
    /// <summary>Type and bounds in words, such as <c>integer, 0 to 65535</c>.</summary>
    public abstract string Description { get; }

    /// <summary>Read text: an environment variable, or a TOML string where <see cref="AcceptsString"/>.</summary>
    public abstract bool TryParse(string text, [MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out string? problem);

    /// <summary>The value as TOML that reads back as the same value.</summary>
    public abstract string Write(T value);

    /// <summary>Whether a TOML string is a way to write this setting.</summary>
    protected virtual bool AcceptsString => true;

    public bool TryRead(TomlNode node, [MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out string? problem) =>
        node is TomlScalar<string> text && AcceptsString
            ? TryParse(text.Value, out value, out problem)
            : TryReadOther(node, out value, out problem);

    /// <summary>Read a TOML value that is not a string.</summary>
    protected virtual bool TryReadOther(TomlNode node, [MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out string? problem) =>
        Refuse(node, out value, out problem);

    protected bool Refuse(TomlNode node, [MaybeNullWhen(false)] out T value, out string problem)
    {
        value = default;
        problem = $"expected {Description}; found {node.KindText}";
        return false;
    }

    protected bool Refuse(string found, [MaybeNullWhen(false)] out T value, out string problem)
    {
        value = default;
        problem = $"expected {Description}; found {found}";
        return false;
    }
}
