using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Pelikan.Actors.Admin;
using Pelikan.Node.Admin;
using Pelikan.Node.Tests.Config;
using Pelikan.Storage.Metrics;
using Xunit;

namespace Pelikan.Node.Tests.Admin;

public sealed class MetricCatalogueTests
{
    private static readonly MetricInfo[] All = [.. MetricCatalogue.Modules.SelectMany(module => module.Metrics)];

    [Fact]
    public void Names_AreUnique_AlsoWithThePercentiles()
    {
        string[] names = [.. All.Select(info => info.Name), .. MetricCatalogue.Distributions.Select(distribution => distribution.Name)];
        Assert.Empty(names.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key));
    }

    [Fact]
    public void EveryMetricThatMemcachedsStatisticsRead_Exists() =>
        Assert.Empty(MemcachedStats.MetricsRead.Except(All.Select(info => info.Name)));

    [Fact]
    public void Page_ListsTheCatalogue() =>
        Assert.Null(RepositoryFile.Difference("docs/operations.md", MetricsPage.Insert(File.ReadAllText(RepositoryFile.PathOf("docs/operations.md")))));

    [Fact]
    public async Task Promtool_AcceptsEveryNameAndHelp_WithoutComplaint()
    {
        MetricRegistry registry = new(TimeProvider.System, TimeSpan.FromMinutes(1));
        TestMetrics metrics = new();
        Array.ForEach(All, info => metrics.With(info.Name, 1, info.Kind, info.Help));
        registry.Add(metrics);
        foreach ((string name, string help) in MetricCatalogue.Distributions)
        {
            registry.Add(new LatencyHistogram(name, help));
        }

        (int exitCode, string output) = await Promtool.CheckAsync(PrometheusText.Compose(registry.Read(), "0.1.0"));
        Assert.True(exitCode == 0 && output.Length == 0, output);
    }

    [Fact]
    public void Listing_HasALineForEveryMetric()
    {
        StringWriter listing = new();
        MetricCatalogue.Write(listing);
        string[] lines = listing.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(All.Length + MetricCatalogue.Distributions.Count, lines.Length);
        Assert.Contains(lines, line => line.StartsWith("get_key_hit ", StringComparison.Ordinal) && line.Contains(" counter ", StringComparison.Ordinal));
    }
}
