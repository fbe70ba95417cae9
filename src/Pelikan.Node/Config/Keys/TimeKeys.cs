using Pelikan.Node.Config.Values;
using Pelikan.Node.Protocol;

namespace Pelikan.Node.Config.Keys;

/// <summary>The <c>[time]</c> section.</summary>
internal static class TimeKeys
{
    private const string Name = "time";

    public static ConfigSection Section { get; } = new(Name, "How expiry times are understood.",
    [
        new ConfigKey<TimeType>(Name, "time_type",
            new ChoiceType<TimeType>(("Memcache", TimeType.Memcache), ("Delta", TimeType.Delta), ("Unix", TimeType.Unix)),
            c => c.Time.TimeType,
            (c, v) => c with { Time = c.Time with { TimeType = v } },
            "The number in a request: \"Delta\" is seconds from now, \"Unix\" seconds since 1970, \"Memcache\" the first up to 30 days and the second beyond. Set \"Delta\" for longer relative times.")
        { NeedsStorage = true },
    ]);
}
