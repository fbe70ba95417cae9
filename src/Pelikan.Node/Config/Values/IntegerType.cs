using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using Pelikan.Node.Config.Toml;

namespace Pelikan.Node.Config.Values;

/// <summary>An integer between two bounds, both included.</summary>
internal sealed class IntegerType : ConfigType<int>
{
    private readonly int _min;
    private readonly int _max;
    private readonly bool _isPowerOfTwo;

    public IntegerType(int min, int max, bool isPowerOfTwo = false)
    {
        _min = min;
        _max = max;
        _isPowerOfTwo = isPowerOfTwo;
    }

    /// <summary>A TCP port. Pelikan's own files write it as a string, so that is accepted too.</summary>
    public static IntegerType Port { get; } = new(0, 65535) { PortInQuotes = true };

    public override string Description =>
        $"{(_isPowerOfTwo ? "a power of two" : "an integer")}, {_min} to {_max}{(ZeroDerives ? ", or 0 to derive it" : "")}{(ZeroDisables ? ", or 0 for never" : "")}";

    /// <summary>Whether 0 is accepted as well, outside the bounds.</summary>
    public bool ZeroDerives { get; init; }

    /// <summary>Whether 0 is accepted as well, and switches the thing off.</summary>
    public bool ZeroDisables { get; init; }

    protected override bool AcceptsString => PortInQuotes;

    private bool PortInQuotes { get; init; }

    public override bool TryParse(string text, out int value, [NotNullWhen(false)] out string? problem) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            ? TryBound(number, out value, out problem)
            : Refuse($"'{text}'", out value, out problem);

    public override string Write(int value) => value.ToString(CultureInfo.InvariantCulture);

    protected override bool TryReadOther(TomlNode node, out int value, [NotNullWhen(false)] out string? problem) =>
        node is TomlScalar<long> integer ? TryBound(integer.Value, out value, out problem) : Refuse(node, out value, out problem);

    private bool TryBound(long number, out int value, [NotNullWhen(false)] out string? problem)
    {
        value = (int)number;
        problem = null;
        bool inBounds = number >= _min && number <= _max && (!_isPowerOfTwo || BitOperations.IsPow2(number));
        return inBounds || ((ZeroDerives || ZeroDisables) && number == 0) || Refuse(number.ToString(CultureInfo.InvariantCulture), out value, out problem);
    }
}
