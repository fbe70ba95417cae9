namespace Pelikan.Node.Config.Toml;

/// <summary>
/// A value without parts: <c>string</c>, <c>long</c>, <c>double</c>, <c>bool</c> or <see cref="TomlDateTime"/>,
/// as its <see cref="TomlNode.Kind"/> says.
/// </summary>
public sealed class TomlScalar<T> : TomlNode
    where T : notnull
{
    public TomlScalar(TomlKind kind, TomlLocation location, T value, string text)
        : base(kind, location)
    {
        Value = value;
        Text = text;
    }

    public T Value { get; }

    /// <summary>The characters in the file, such as <c>0o700</c> for 448; of a string, its content.</summary>
    public string Text { get; }
}
