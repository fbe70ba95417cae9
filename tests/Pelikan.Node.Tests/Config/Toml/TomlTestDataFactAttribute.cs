using System;
using Xunit;

namespace Pelikan.Node.Tests.Config.Toml;

/// <summary>A fact that needs the toml-test cases, and says that it is skipped where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TomlTestDataFactAttribute : FactAttribute
{
    public TomlTestDataFactAttribute()
    {
        if (TomlTestData.Folder is null)
        {
            Skip = $"the toml-test cases are not on this machine; set {TomlTestData.Variable} to their folder";
        }
    }
}
