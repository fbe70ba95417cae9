using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Pelikan.Actors.Configuration.Hocon;

namespace Pelikan.Actors.Configuration;

/// <summary>
/// Settings, read by dotted path. Immutable. A missing key is an error: defaults live in <c>hocon/reference.conf</c>, not in code.
/// </summary>
public sealed class Config
{
    private readonly ConfigNode.Object _root;

    internal Config(ConfigNode.Object root) => _root = root;

    public bool HasPath(string path) => Find(path) is not null;

    /// <exception cref="HoconException">Missing, or not a whole number of 32 bits. So throw all readers, each for its own type.</exception>
    public int GetInt(string path) => Parse(path, "a whole number of 32 bits", static (string text, out int value) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value));

    public long GetLong(string path) => Parse(path, "a whole number of 64 bits", static (string text, out long value) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value));

    public double GetDouble(string path) => Parse(path, "a number", static (string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value));

    public string GetString(string path) => Scalar(path).Text;

    /// <summary>true, yes or on; false, no or off.</summary>
    public bool GetBoolean(string path) => Parse(path, "true or false, yes or no, on or off", static (string text, out bool value) =>
    {
        value = text is "true" or "yes" or "on";
        return value || text is "false" or "no" or "off";
    });

    /// <summary>A duration such as 100ms, 5s or 1.5 minutes; milliseconds without a unit; infinite is Timeout.InfiniteTimeSpan.</summary>
    public TimeSpan GetTimeSpan(string path) => Parse<TimeSpan>(path, "a duration such as 100ms, 5s or 2 minutes", HoconUnits.TryParseDuration);

    /// <summary>A number of bytes such as 64KiB (1024) or 64kB (1000); bytes without a unit.</summary>
    public long GetByteSize(string path) => Parse<long>(path, "a size such as 512B, 64KiB or 2MB", HoconUnits.TryParseBytes);

    public IReadOnlyList<string> GetStringList(string path) => Require(path) switch
    {
        ConfigNode.Array array => [.. array.Items.Select(item => Scalar(path, item).Text)],
        ConfigNode other => throw Wrong(path, other, "a list"),
    };

    /// <summary>The settings below a path, as settings of their own.</summary>
    public Config GetConfig(string path) => Require(path) switch
    {
        ConfigNode.Object inner => new Config(inner),
        ConfigNode other => throw Wrong(path, other, "an object"),
    };

    /// <summary>These settings, and where they have none, those of <paramref name="fallback"/>.</summary>
    public Config WithFallback(Config fallback) => new(Merge(fallback._root, _root));

    /// <summary>The path of every value that is not an object, in the order they were read.</summary>
    public IEnumerable<string> LeafPaths() => LeafPaths(_root, string.Empty);

    /// <summary>Where a value was written; where the settings begin, if there is none.</summary>
    internal HoconOrigin OriginOf(string path) => (Find(path) ?? _root).Origin;

    private static IEnumerable<string> LeafPaths(ConfigNode.Object node, string prefix) => node.Fields.SelectMany(field =>
    {
        string path = prefix + HoconPath.Quote(field.Key);
        return field.Value is ConfigNode.Object inner ? LeafPaths(inner, path + ".") : [path];
    });

    private static ConfigNode.Object Merge(ConfigNode.Object below, ConfigNode.Object above)
    {
        OrderedDictionary<string, ConfigNode> fields = new(below.Fields);
        foreach ((string name, ConfigNode value) in above.Fields)
        {
            bool bothObjects = value is ConfigNode.Object & fields.TryGetValue(name, out ConfigNode? under) && under is ConfigNode.Object;
            fields[name] = bothObjects && value is ConfigNode.Object over && under is ConfigNode.Object lower ? Merge(lower, over) : value;
        }

        return new ConfigNode.Object(above.Origin, fields);
    }

    private static HoconException Wrong(string path, ConfigNode node, string expected) =>
        new(node.Origin, $"{path}: expected {expected}, found {node.Describe()}");

    private static ConfigNode.Scalar Scalar(string path, ConfigNode node) =>
        node as ConfigNode.Scalar ?? throw Wrong(path, node, "a single value");

    private ConfigNode.Scalar Scalar(string path) => Scalar(path, Require(path));

    private T Parse<T>(string path, string expected, TryParse<T> parse)
    {
        ConfigNode.Scalar scalar = Scalar(path);
        return parse(scalar.Text, out T value) ? value : throw Wrong(path, scalar, expected);
    }

    private ConfigNode Require(string path) =>
        Find(path) ?? throw new HoconException(_root.Origin, $"no setting \"{path}\"");

    private ConfigNode? Find(string path)
    {
        ConfigNode? node = _root;
        foreach (string name in HoconPath.Split(path))
        {
            node = (node as ConfigNode.Object)?.Fields.GetValueOrDefault(name);
        }

        return node is ConfigNode.Null ? null : node;
    }

    private delegate bool TryParse<T>(string text, out T value);
}
