using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace Pelikan.Actors.Tests.Configuration;

public sealed partial class ActorSettingsTests
{
    /// <summary>Every setting bound to a property, with the key it is bound to.</summary>
    private static readonly Dictionary<string, Func<ActorSettings, object>> Bound = new()
    {
        ["pelikan.supervision.min-backoff"] = settings => settings.MinBackoff,
        ["pelikan.supervision.max-backoff"] = settings => settings.MaxBackoff,
        ["pelikan.supervision.random-factor"] = settings => settings.RandomFactor,
        ["pelikan.supervision.reset-after"] = settings => settings.ResetAfter,
        ["pelikan.storage.maintenance-interval"] = settings => settings.MaintenanceInterval,
        ["pelikan.admin.snapshot-interval"] = settings => settings.SnapshotInterval,
        ["pelikan.admin.percentile-window"] = settings => settings.PercentileWindow,
    };

    /// <summary>Keys the kernel reads by itself, as ActorTests and CoordinatedShutdownTests see.</summary>
    private static readonly string[] KernelKeys =
    [
        "pelikan.actor.mailbox-capacity",
        "pelikan.actor.ask-timeout",
        "pelikan.actor.default-dispatcher.type",
        "pelikan.actor.default-dispatcher.throughput",
        "pelikan.actor.pinned-dispatcher.type",
        "pelikan.actor.pinned-dispatcher.throughput",
        "pelikan.coordinated-shutdown.default-phase-timeout",
    ];

    [Fact]
    public void Every_key_has_a_reader_and_every_reader_a_key()
    {
        string[] keys = [.. ActorSettings.Load().Config.LeafPaths().Where(path => !path.StartsWith("pelikan.coordinated-shutdown.phases.", StringComparison.Ordinal))];
        Assert.Equal(keys.Order(), Bound.Keys.Concat(KernelKeys).Order());
        int properties = typeof(ActorSettings).GetProperties(BindingFlags.Public | BindingFlags.Instance).Count(property => property.Name != nameof(ActorSettings.Config));
        Assert.Equal(properties, Bound.Count);
    }

    [Fact]
    public void Every_bound_key_moves_its_own_property_and_no_other()
    {
        ActorSettings before = ActorSettings.Load();
        foreach ((string key, Func<ActorSettings, object> read) in Bound)
        {
            string value = read(before) is double ? "0.75" : key.EndsWith("max-backoff", StringComparison.Ordinal) ? "31s" : "201ms";
            ActorSettings after = ActorSettings.Parse($"{key} = {value}");
            string[] moved = [.. Bound.Where(pair => !pair.Value(before).Equals(pair.Value(after))).Select(pair => pair.Key)];
            Assert.Equal([key], moved);
        }
    }

    [Fact]
    public void Every_phase_named_in_the_settings_exists()
    {
        Config phases = ActorSettings.Load().Config.GetConfig("pelikan.coordinated-shutdown.phases");
        Assert.All(phases.LeafPaths(), path => Assert.Contains(path.Split('.')[0], CoordinatedShutdown.Phases));
    }

    [Fact]
    public void Every_key_has_a_comment_above_it()
    {
        string[] lines = File.ReadAllLines(FindUpwards("hocon/actors.conf"));
        for (int i = 1; i < lines.Length; i++)
        {
            // A dispatcher's type is explained with the dispatcher.
            if (Assignment().IsMatch(lines[i]) && !lines[i].Contains("type =", StringComparison.Ordinal) && !lines[i - 1].Contains("type =", StringComparison.Ordinal))
            {
                Assert.True(lines[i - 1].TrimStart().StartsWith('#'), $"actors.conf:{i + 1}: {lines[i].Trim()} has no comment");
            }
        }
    }

    [Fact]
    public void A_file_overrules_single_keys()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.WriteAllText(path, "pelikan.storage.maintenance-interval = 7ms\npelikan.supervision { min-backoff = ${pelikan.storage.maintenance-interval} }");
        try
        {
            ActorSettings settings = ActorSettings.Load(path);
            Assert.Equal(TimeSpan.FromMilliseconds(7), settings.MaintenanceInterval);
            Assert.Equal(TimeSpan.FromMilliseconds(7), settings.MinBackoff);
            Assert.Equal(ActorSettings.Load().MaxBackoff, settings.MaxBackoff);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Files_include_files_beside_them()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        File.WriteAllText(Path.Combine(folder.FullName, "main.conf"), "include required(\"part.conf\")");
        File.WriteAllText(Path.Combine(folder.FullName, "part.conf"), "a = 1");
        try
        {
            Assert.Equal(1, ConfigurationFactory.ParseFile(Path.Combine(folder.FullName, "main.conf")).GetInt("a"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("pelikan.storage.maintenance-intervall = 1s", "text:1:41: there is no setting")]
    [InlineData("pelikan.storage.maintenance-interval = 0", "text:1:40: pelikan.storage.maintenance-interval: must be more than 0")]
    [InlineData("pelikan.storage.maintenance-interval = soon", "expected a duration")]
    [InlineData("pelikan.supervision.max-backoff = 1ms", "must not be less")]
    [InlineData("pelikan.supervision.random-factor = 2", "between 0 and 1")]
    [InlineData("pelikan.coordinated-shutdown.phases.no-phase.timeout = 1s", "there is no setting")]
    public void What_makes_no_sense_is_refused(string overrides, string message) =>
        Assert.Contains(message, Assert.Throws<HoconException>(() => ActorSettings.Parse(overrides)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_system_may_have_dispatchers_and_phase_times_of_its_own()
    {
        ActorSettings settings = ActorSettings.Parse(
            "pelikan.my-dispatcher { type = Dispatcher, throughput = 1 }\npelikan.coordinated-shutdown.phases.before-service-unbind.timeout = 9s\nelsewhere = 1");
        Assert.Equal(TimeSpan.FromSeconds(9), settings.Config.GetTimeSpan("pelikan.coordinated-shutdown.phases.before-service-unbind.timeout"));
    }

    [Fact]
    public void A_file_that_is_not_there_is_said_to_be_missing()
    {
        Assert.Contains("/no/such/file", Assert.Throws<HoconException>(() => ActorSettings.Load("/no/such/file")).Message, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^\s*[a-z.-]+ = ")]
    private static partial Regex Assignment();

    private static string FindUpwards(string path)
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, path)))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.FullName ?? throw new FileNotFoundException(path), path);
    }
}
