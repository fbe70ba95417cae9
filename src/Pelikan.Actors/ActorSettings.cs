using System;
using System.IO;
using System.Reflection;
using Pelikan.Actors.Configuration.Hocon;

namespace Pelikan.Actors;

/// <summary>
/// The settings of the actor system and of the node's own actors, bound from <c>hocon/reference.conf</c> and what overrules it.
/// What each is for, and its default, is said there.
/// </summary>
public sealed record ActorSettings
{
    private ActorSettings(Config config)
    {
        Config = config;
        MinBackoff = Positive("pelikan.supervision.min-backoff");
        MaxBackoff = Positive("pelikan.supervision.max-backoff");
        RandomFactor = config.GetDouble("pelikan.supervision.random-factor");
        ResetAfter = Positive("pelikan.supervision.reset-after");
        MaintenanceInterval = Positive("pelikan.storage.maintenance-interval");
        SnapshotInterval = Positive("pelikan.admin.snapshot-interval");
        PercentileWindow = Positive("pelikan.admin.percentile-window");
        if (MaxBackoff < MinBackoff)
        {
            throw new HoconException("pelikan.supervision.max-backoff: must not be less than pelikan.supervision.min-backoff");
        }

        if (RandomFactor is < 0 or > 1)
        {
            throw new HoconException("pelikan.supervision.random-factor: must be between 0 and 1");
        }
    }

    /// <summary>Every setting, the kernel's own among them: what an actor system is made with.</summary>
    public Config Config { get; }

    public TimeSpan MinBackoff { get; }

    public TimeSpan MaxBackoff { get; }

    public double RandomFactor { get; }

    public TimeSpan ResetAfter { get; }

    public TimeSpan MaintenanceInterval { get; }

    public TimeSpan SnapshotInterval { get; }

    public TimeSpan PercentileWindow { get; }

    /// <summary>The defaults, overruled by the file at <paramref name="overridePath"/> where one is given.</summary>
    /// <exception cref="HoconException">The file cannot be read, is not HOCON, names no setting there is, or sets one to what makes no sense.</exception>
    public static ActorSettings Load(string? overridePath = null)
    {
        HoconText reference = Embedded("reference.conf") ?? throw new HoconException("reference.conf is not embedded");
        return overridePath is null ? From(reference) : From(reference, HoconFiles.Read(overridePath));
    }

    /// <summary>The defaults, overruled by HOCON text.</summary>
    internal static ActorSettings Parse(string overrides)
    {
        HoconText reference = Embedded("reference.conf") ?? throw new HoconException("reference.conf is not embedded");
        return From(reference, new HoconText("text", overrides));
    }

    private static ActorSettings From(HoconText reference, params HoconText[] layers)
    {
        Config known = ConfigurationFactory.Parse([reference]);
        Config all = ConfigurationFactory.Parse([reference, .. layers]);
        foreach (string path in all.LeafPaths())
        {
            if (path.StartsWith("pelikan.", StringComparison.Ordinal) && !known.HasPath(path) && !IsDispatcher(path) && !IsPhase(path))
            {
                throw new HoconException(all.OriginOf(path), $"there is no setting \"{path}\"");
            }
        }

        return new ActorSettings(all);
    }

    // A system may have dispatchers of its own, and a phase may have a time of its own.
    private static bool IsDispatcher(string path) =>
        path.EndsWith("-dispatcher.type", StringComparison.Ordinal) || path.EndsWith("-dispatcher.throughput", StringComparison.Ordinal);

    private static bool IsPhase(string path) =>
        Array.Exists([.. CoordinatedShutdown.Phases], phase => path == $"pelikan.coordinated-shutdown.phases.{phase}.timeout");

    private static HoconText? Embedded(string name)
    {
        using Stream? stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"hocon/{name}");
        if (stream is null)
        {
            return null;
        }

        using StreamReader reader = new(stream);
        return new HoconText($"hocon/{name}", reader.ReadToEnd(), Embedded);
    }

    private TimeSpan Positive(string path)
    {
        TimeSpan value = Config.GetTimeSpan(path);
        return value > TimeSpan.Zero ? value : throw new HoconException(Config.OriginOf(path), $"{path}: must be more than 0");
    }
}
