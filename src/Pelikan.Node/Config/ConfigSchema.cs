using System.Collections.Generic;
using System.Linq;
using Pelikan.Node.Config.Keys;

namespace Pelikan.Node.Config;

/// <summary>
/// Every setting there is, in the order of the files. Reading, overriding, printing, the sample files and the reference
/// all come from this one table.
/// </summary>
public static class ConfigSchema
{
    public static IReadOnlyList<ConfigSection> Sections { get; } =
    [
        TopLevelKeys.Section,
        AdminKeys.Section,
        ServerKeys.Section,
        WorkerKeys.Section,
        LimitsKeys.Section,
        SegKeys.Section,
        TimeKeys.Section,
        DebugKeys.Section,
    ];

    public static IReadOnlyList<ConfigKey> Keys { get; } = [.. Sections.SelectMany(section => section.Keys)];

    /// <summary>The sections of one product, each with the keys that do something in it.</summary>
    public static IEnumerable<ConfigSection> SectionsOf(Product product) =>
        Sections
            .Select(section => section with { Keys = [.. section.Keys.Where(key => key.AppliesTo(product))] })
            .Where(section => section.Keys.Count > 0);

    public static IEnumerable<ConfigKey> KeysOf(Product product) => Keys.Where(key => key.AppliesTo(product));
}
