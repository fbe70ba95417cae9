using System;
using System.Collections.Generic;
using System.Linq;
using Pelikan.Node.Config;
using Xunit;

namespace Pelikan.Node.Tests.Config;

/// <summary>Loads a configuration from text in the file "f", with variables as NAME=value.</summary>
internal static class TestConfig
{
    public static LoadedConfig Load(string text, params string[] variables) => Load(Product.Segcache, text, variables);

    public static LoadedConfig Load(Product product, string text, params string[] variables) =>
        ConfigLoader.Parse(product, text, "f", Environment(variables));

    /// <summary>The problems of a configuration that must be refused.</summary>
    public static string[] Problems(string text, params string[] variables) => Problems(Product.Segcache, text, variables);

    public static string[] Problems(Product product, string text, params string[] variables)
    {
        ConfigException e = Assert.Throws<ConfigException>(() => Load(product, text, variables));
        Assert.Equal(string.Join(System.Environment.NewLine, e.Problems), e.Message);
        return [.. e.Problems.Select(problem => problem.ToString())];
    }

    public static ConfigKey Key(string path) => ConfigSchema.Keys.Single(key => key.Path == path);

    public static Dictionary<string, string> Environment(params string[] variables) =>
        variables.Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
}
