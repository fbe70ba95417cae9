using System.Collections.Generic;
using System.Linq;
using Pelikan.Node.Config.Toml;

namespace Pelikan.Node.Config;

/// <summary>Sets the values of one configuration from a file and from the environment, and gathers what is wrong with them.</summary>
internal sealed class ConfigBinder
{
    private readonly Product _product;
    private readonly Dictionary<ConfigKey, ConfigOrigin> _origins = [];
    private readonly HashSet<ConfigKey> _failed = [];
    private readonly List<ConfigProblem> _problems = [];
    private NodeConfig _config;

    public ConfigBinder(Product product)
    {
        _product = product;
        _config = ProductTraits.Defaults(product);
    }

    public IReadOnlyList<ConfigProblem> Problems => _problems;

    public LoadedConfig Loaded => new(_product, _config, _origins);

    /// <summary>Whether a value was given that could not be read, so that checks on it would mislead.</summary>
    public bool Failed(ConfigKey key) => _failed.Contains(key);

    public void Report(string where, string what) => _problems.Add(new ConfigProblem(where, what));

    public void BindFile(TomlTable root)
    {
        foreach (TomlEntry entry in root.Entries)
        {
            string name = entry.Key.Name;
            bool isSection = name.Length > 0 && ConfigSchema.Sections.Any(section => section.Name == name);
            if (entry.Value is TomlTable table && (isSection || RefusedKeys.HasKeysOf(name)))
            {
                BindSection(name, table);
            }
            else if (isSection)
            {
                Report(entry.Key.Location, $"'{name}' is a section; write [{name}] and its keys on the lines below it");
            }
            else
            {
                BindEntry("", entry);
            }
        }
    }

    public void BindEnvironment(IReadOnlyDictionary<string, string> environment)
    {
        foreach ((string variable, string text) in ConfigEnvironment.Settings(environment))
        {
            ConfigKey? key = ConfigSchema.Keys.FirstOrDefault(known => known.Variable == variable);
            if (key is null)
            {
                string? nearest = NearestName.Find(variable, ConfigSchema.KeysOf(_product).Select(known => known.Variable));
                Report(variable, $"no setting has this variable{NearestName.Suggest(nearest)}");
            }
            else if (!key.AppliesTo(_product))
            {
                Report(variable, $"{key.Path} {NoEffect()}; unset the variable");
            }
            else
            {
                Note(key, key.Parse(text, ref _config), variable, ConfigOrigin.Environment(variable));
            }
        }
    }

    private void BindSection(string section, TomlTable table)
    {
        bool isOfOthers = ConfigSchema.Sections.Any(known => known.Name == section)
            && ConfigSchema.SectionsOf(_product).All(known => known.Name != section);
        if (isOfOthers)
        {
            Report(table.Location, $"[{section}] {NoEffect()}; remove the section");
            return;
        }

        foreach (TomlEntry entry in table.Entries)
        {
            BindEntry(section, entry);
        }
    }

    private void BindEntry(string section, TomlEntry entry)
    {
        ConfigKey? key = ConfigSchema.Keys.FirstOrDefault(known => known.Section == section && known.Name == entry.Key.Name);
        if (key is null)
        {
            Report(entry.Key.Location, UnknownKey(section, entry));
        }
        else if (!key.AppliesTo(_product))
        {
            Report(entry.Key.Location, $"{key.Path} {NoEffect()}; remove it");
        }
        else
        {
            Note(key, key.Read(entry.Value, ref _config), entry.Value.Location.ToString(), ConfigOrigin.File(entry.Key.Location));
        }
    }

    private string UnknownKey(string section, TomlEntry entry)
    {
        string name = entry.Key.Name;
        string path = section.Length == 0 ? name : $"{section}.{name}";
        if (RefusedKeys.ReasonFor(path) is string reason)
        {
            return $"{path} is a Pelikan setting that this server does not have: {reason}";
        }

        bool isTable = entry.Value is TomlTable;
        IEnumerable<string> near = section.Length == 0 && isTable
            ? ConfigSchema.SectionsOf(_product).Select(known => known.Name)
            : ConfigSchema.KeysOf(_product).Where(key => key.Section == section).Select(key => key.Name);
        string? nearest = NearestName.Find(name, near.Where(candidate => candidate.Length > 0));
        string where = section.Length == 0 ? isTable ? "no such section" : "no such key at the top level" : $"no such key in [{section}]";
        return $"'{name}': {where}{(nearest is null ? Elsewhere(name) : NearestName.Suggest(nearest))}";
    }

    /// <summary>Where a key of that or a near name does stand, for one written under the wrong header.</summary>
    private string Elsewhere(string name)
    {
        string? nearest = NearestName.Find(name, ConfigSchema.KeysOf(_product).Select(key => key.Name));
        string[] paths = [.. ConfigSchema.KeysOf(_product).Where(key => key.Name == nearest).Select(key => key.Path)];
        return paths.Length == 0 ? "; docs/configuration.md lists all" : $"; there is {string.Join(" and ", paths)}";
    }

    private string NoEffect() => $"does nothing in {ProductNames.Of(_product)}, which stores no items";

    private void Note(ConfigKey key, string? problem, string where, ConfigOrigin origin)
    {
        if (problem is null)
        {
            _origins[key] = origin;
            _failed.Remove(key);
        }
        else
        {
            _failed.Add(key);
            Report(where, $"{key.Path}: {problem}");
        }
    }

    private void Report(TomlLocation where, string what) => Report(where.ToString(), what);
}
