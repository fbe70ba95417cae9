using System;
using Pelikan.Node.Config.Toml;
using Pelikan.Node.Config.Values;

namespace Pelikan.Node.Config;

/// <summary>One setting: its name, what it accepts, and the property that holds it.</summary>
public abstract class ConfigKey
{
    private protected ConfigKey(string section, string name, string help)
    {
        Section = section;
        Name = name;
        Help = help;
    }

    /// <summary>The table it stands in; empty at the top level.</summary>
    public string Section { get; }

    public string Name { get; }

    /// <summary>What it does, its unit, and why one would change it.</summary>
    public string Help { get; }

    /// <summary>Whether only a product that stores items has it.</summary>
    public bool NeedsStorage { get; init; }

    /// <summary>Section and name with a dot between.</summary>
    public string Path => Section.Length == 0 ? Name : $"{Section}.{Name}";

    /// <summary>The variable that overrides it: PELIKAN_, section and name in upper case.</summary>
    public string Variable => ConfigEnvironment.Prefix + Path.Replace('.', '_').ToUpperInvariant();

    /// <summary>Type and bounds in words.</summary>
    public abstract string Accepts { get; }

    public bool AppliesTo(Product product) => !NeedsStorage || ProductTraits.StoresItems(product);

    /// <summary>The present value as TOML.</summary>
    public abstract string Write(NodeConfig config);

    /// <summary>Set it from a TOML value. Null, or the problem, and then nothing is set.</summary>
    internal abstract string? Read(TomlNode node, ref NodeConfig config);

    /// <summary>Set it from the text of a variable. Null, or the problem, and then nothing is set.</summary>
    internal abstract string? Parse(string text, ref NodeConfig config);
}

/// <summary>A setting of type <typeparamref name="T"/>, with the two ways between it and the records.</summary>
internal sealed class ConfigKey<T> : ConfigKey
{
    private readonly ConfigType<T> _type;
    private readonly Func<NodeConfig, T> _get;
    private readonly Func<NodeConfig, T, NodeConfig> _set;

    public ConfigKey(
        string section, string name, ConfigType<T> type, Func<NodeConfig, T> get, Func<NodeConfig, T, NodeConfig> set, string help)
        : base(section, name, help)
    {
        _type = type;
        _get = get;
        _set = set;
    }

    public override string Accepts => _type.Description;

    public override string Write(NodeConfig config) => _type.Write(_get(config));

    internal override string? Read(TomlNode node, ref NodeConfig config)
    {
        if (!_type.TryRead(node, out T? value, out string? problem))
        {
            return problem;
        }

        config = _set(config, value);
        return null;
    }

    internal override string? Parse(string text, ref NodeConfig config)
    {
        if (!_type.TryParse(text, out T? value, out string? problem))
        {
            return problem;
        }

        config = _set(config, value);
        return null;
    }
}
