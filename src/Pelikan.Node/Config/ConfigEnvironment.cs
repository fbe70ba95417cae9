using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace Pelikan.Node.Config;

/// <summary>The variables that override settings: <c>PELIKAN_SEG_HEAP_SIZE=4GB</c> for <c>heap_size</c> in <c>[seg]</c>.</summary>
public static class ConfigEnvironment
{
    public const string Prefix = "PELIKAN_";

    /// <summary>Variables of the build and of the test suite share the prefix and are no settings: all that begin so.</summary>
    private static readonly string[] OtherUses = ["PELIKAN_BUILD", "PELIKAN_TOML_TEST", "PELIKAN_SEED", "PELIKAN_FUZZ"];

    /// <summary>All variables of this process.</summary>
    public static IReadOnlyDictionary<string, string> OfProcess()
    {
        Dictionary<string, string> variables = [];
        foreach (DictionaryEntry entry in Environment.GetEnvironmentVariables())
        {
            variables[(string)entry.Key] = (string?)entry.Value ?? "";
        }

        return variables;
    }

    /// <summary>Those of the variables that are meant as settings, in a stable order.</summary>
    internal static IEnumerable<KeyValuePair<string, string>> Settings(IReadOnlyDictionary<string, string> variables) =>
        variables.Where(pair => IsSetting(pair.Key)).OrderBy(pair => pair.Key, StringComparer.Ordinal);

    private static bool IsSetting(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal)
        && !OtherUses.Any(other => name.StartsWith(other, StringComparison.Ordinal));
}
