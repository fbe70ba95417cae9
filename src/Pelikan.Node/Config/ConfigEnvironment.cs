using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace Pelikan.Node.Config;

/// <summary>The variables that override settings: <c>PELIKAN_SEG_HEAP_SIZE=4GB</c> for <c>heap_size</c> in <c>[seg]</c>.</summary>
public static class ConfigEnvironment
{
    public const string Prefix = "PELIKAN_";

    /// <summary>Variables of the test suite and the build that share the prefix; the latter are all that begin so.</summary>
    private const string TestDataVariable = "PELIKAN_TOML_TEST";
    private const string BuildPrefix = "PELIKAN_BUILD";

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
        && name != TestDataVariable
        && !name.StartsWith(BuildPrefix, StringComparison.Ordinal);
}
