using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using Pelikan.Node.Config;
using Pelikan.Node.Config.Toml;
using Xunit;

namespace Pelikan.Node.Tests.Config;

/// <summary>The one table of settings against the records, the sample files and the reference, each both ways.</summary>
public sealed class ConfigSchemaTests
{
    [Fact]
    public void Every_property_of_the_records_has_exactly_one_key()
    {
        List<string> properties = [];
        foreach (PropertyInfo property in typeof(NodeConfig).GetProperties())
        {
            bool isSection = property.PropertyType.Namespace == typeof(NodeConfig).Namespace;
            string[] names = isSection ? [.. property.PropertyType.GetProperties().Select(inner => $"{property.Name}.{inner.Name}")] : [property.Name];
            properties.AddRange(names.Select(Snake));
        }

        IEnumerable<string> keys = ConfigSchema.Keys.Select(key => key.Path == "server.host" ? "server.hosts" : key.Path);
        Assert.Equal(properties.Order(StringComparer.Ordinal), keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_key_changes_its_own_property_and_no_other()
    {
        Dictionary<string, string> other = new(StringComparer.Ordinal)
        {
            ["true"] = "false",
            ["false"] = "true",
            ["\"transparent\""] = "\"off\"",
            ["\"merge\""] = "\"fifo\"",
            ["\"Memcache\""] = "\"Delta\"",
            ["\"memcache\""] = "\"all\"",
            ["\"info\""] = "\"trace\"",
            ["0o700"] = "0o770",
        };
        NodeConfig defaults = new();
        foreach (ConfigKey key in ConfigSchema.Keys)
        {
            string present = key.Write(defaults);
            string value = other.GetValueOrDefault(key.Accepts) ?? other.GetValueOrDefault(present) ?? Candidates(key, present);
            LoadedConfig loaded = TestConfig.Load($"{key.Path} = {value}");
            Assert.NotEqual(present, key.Write(loaded.Config));
            Assert.All(ConfigSchema.Keys.Where(known => known != key), known => Assert.Equal(known.Write(defaults), known.Write(loaded.Config)));
        }
    }

    [Theory]
    [InlineData(Product.Segcache)]
    [InlineData(Product.Rds)]
    [InlineData(Product.Pingserver)]
    public void Sample_file_has_every_key_with_its_default_and_a_comment(Product product)
    {
        string relative = $"config/{ProductNames.Of(product)}.toml";
        Assert.Null(RepositoryFile.Difference(relative, ConfigSample.Write(product)));

        // Read independently of the writer, so that a fault of the writer does not hide itself.
        string path = RepositoryFile.PathOf(relative);
        LoadedConfig loaded = ConfigLoader.Load(product, path, TestConfig.Environment());
        NodeConfig defaults = ProductTraits.Defaults(product);
        Assert.All(ConfigSchema.KeysOf(product), key => Assert.NotEqual(ConfigOrigin.Default, loaded.OriginOf(key)));
        Assert.All(ConfigSchema.KeysOf(product), key => Assert.Equal(key.Write(defaults), key.Write(loaded.Config)));

        string[] lines = File.ReadAllLines(path);
        foreach (TomlEntry entry in TomlDocument.Load(path).Entries.SelectMany(Leaves))
        {
            string above = lines[entry.Key.Location.Line - 2];
            Assert.True(above.StartsWith("# ", StringComparison.Ordinal), $"{relative}:{entry.Key.Location.Line} has no comment");
        }
    }

    [Fact]
    public void Reference_in_the_documentation_is_that_of_the_table() =>
        Assert.Null(RepositoryFile.Difference("docs/configuration.md", ConfigReference.Insert(File.ReadAllText(RepositoryFile.PathOf("docs/configuration.md")))));

    [Fact]
    public void Help_is_whole_sentences() =>
        Assert.All(ConfigSchema.Keys, key =>
        {
            Assert.Matches("^[A-Z].{40,}\\.$", key.Help);
            Assert.True(key.Help.Count(c => c is '.' or ';' or ':') >= 2, $"{key.Path} says what, but not why one would change it");
        });

    private static IEnumerable<TomlEntry> Leaves(TomlEntry entry) => entry.Value is TomlTable table ? table.Entries : [entry];

    private static string Candidates(ConfigKey key, string present)
    {
        string[] candidates = ["\"127.0.0.3\"", "2", "\"2MB\"", "\"/tmp/x\"", "\"5s\"", "\"128MB\"", "\"4MB\"", "5", "\"512KB\""];
        return candidates.First(candidate => candidate != present && Accepted(key, candidate));
    }

    private static bool Accepted(ConfigKey key, string value)
    {
        try
        {
            TestConfig.Load($"{key.Path} = {value}");
            return true;
        }
        catch (ConfigException)
        {
            return false;
        }
    }

    private static string Snake(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 && name[i - 1] != '.' ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));
}
