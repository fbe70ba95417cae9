using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Pelikan.Node.Config.Values;

/// <summary>A path, or empty text for none.</summary>
internal sealed class PathType : ConfigType<string>
{
    private readonly int _lengthMax;

    public PathType(int lengthMax)
    {
        _lengthMax = lengthMax;
    }

    public override string Description => $"a path of at most {_lengthMax} bytes in quotes, or \"\" for none";

    public override bool TryParse(string text, [MaybeNullWhen(false)] out string value, [NotNullWhen(false)] out string? problem)
    {
        value = text;
        problem = null;
        bool fits = Encoding.UTF8.GetByteCount(text) <= _lengthMax && !text.Contains('\0');
        return fits || Refuse(TomlText.Quote(text), out value, out problem);
    }

    public override string Write(string value) => TomlText.Quote(value);
}
