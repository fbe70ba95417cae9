using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging.Abstractions;
using Pelikan.Actors.Admin;
using Pelikan.Actors.Guardian;
using Pelikan.Node.Admin;
using Pelikan.Storage.Metrics;
using Xunit;

namespace Pelikan.Node.Tests.Admin;

/// <summary>The HTTP port over loopback, as a scraper and a probe see it.</summary>
public sealed class HttpServerTests : IAsyncLifetime
{
    private readonly MetricRegistry _registry = new(TimeProvider.System, TimeSpan.FromMinutes(1));
    private readonly TestMetrics _metrics = new();
    private readonly LatencyHistogram _latency = new("request_latency", "time from receive to send, in nanoseconds");
    private readonly NodeReadiness _readiness = new();
    private readonly AdminMetrics _counters = new();
    private HttpServer? _server;

    private int Port => _server!.EndPoint.Port;

    public async Task InitializeAsync()
    {
        _metrics.With("get_key_hit", 1, help: "hits \\ with a backslash,\nand a line end").With("item_current", 2, MetricKind.Gauge);
        _registry.Add(_metrics);
        _registry.Add(_counters);
        _registry.Add(new ProcessMetrics(TimeProvider.System));
        _registry.Add(_latency);
        _server = await HttpServer.StartAsync(
            new IPEndPoint(IPAddress.Loopback, 0), _registry, _readiness, "0.1.0-\"quoted\"", _counters, NullLoggerFactory.Instance);
    }

    public async Task DisposeAsync() => await _server!.DisposeAsync();

    [Fact]
    public void Metrics_AreInPrometheusFormat_AndMove()
    {
        (string head, string body) = Get("/metrics");
        Assert.StartsWith("HTTP/1.1 200 OK", head, StringComparison.Ordinal);
        Assert.Contains("Content-Type: text/plain; version=0.0.4; charset=utf-8", head, StringComparison.Ordinal);
        Assert.Contains(
            "# HELP get_key_hit_total hits \\\\ with a backslash,\\nand a line end\n# TYPE get_key_hit_total counter\nget_key_hit_total 1\n",
            body,
            StringComparison.Ordinal);
        Assert.Contains("# TYPE item_current gauge\nitem_current 2\n", body, StringComparison.Ordinal);
        Assert.Contains("build_info{version=\"0.1.0-\\\"quoted\\\"\"} 1\n", body, StringComparison.Ordinal);
        _metrics["get_key_hit"] = 5;
        Assert.Contains("get_key_hit_total 5\n", Get("/metrics").Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Percentiles_MoveWithWhatIsRecorded()
    {
        Assert.Contains("request_latency{percentile=\"99.9\"} 0\n", Get("/metrics").Body, StringComparison.Ordinal);
        _latency.Record(100, 999);
        _latency.Record(5000, 1);
        Assert.Contains("request_latency{percentile=\"50\"} 100\n", Get("/metrics").Body, StringComparison.Ordinal);
        using JsonDocument vars = JsonDocument.Parse(Get("/vars.json").Body);
        Assert.InRange(vars.RootElement.GetProperty("request_latency_p9999").GetInt64(), 5000, 5050);
    }

    [Fact]
    public void VarsJson_HasEveryMetricAsANumber()
    {
        (string head, string body) = Get("/vars.json");
        Assert.Contains("Content-Type: application/json", head, StringComparison.Ordinal);
        using JsonDocument vars = JsonDocument.Parse(body);
        Assert.All(vars.RootElement.EnumerateObject(), value => Assert.Equal(JsonValueKind.Number, value.Value.ValueKind));
        Assert.All(_registry.Catalog, info => Assert.True(vars.RootElement.TryGetProperty(info.Name, out _), info.Name));
        Assert.Equal(Environment.ProcessId, vars.RootElement.GetProperty("pid").GetInt32());
    }

    [Fact]
    public void Readiness_Is503BeforeServingAndWhileDraining_AndHealthIsNot()
    {
        Assert.StartsWith("HTTP/1.1 503", Get("/readyz").Head, StringComparison.Ordinal);
        _readiness.Reach(NodeState.Serving);
        Assert.StartsWith("HTTP/1.1 200", Get("/readyz").Head, StringComparison.Ordinal);
        _readiness.Reach(NodeState.Draining);
        (string head, string body) = Get("/readyz");
        Assert.StartsWith("HTTP/1.1 503", head, StringComparison.Ordinal);
        Assert.Equal("draining\n", body);
        Assert.Equal("ok\n", Get("/healthz").Body);
    }

    [Fact]
    public void Index_ListsThePaths_AndEachOfThemAnswers()
    {
        _readiness.Reach(NodeState.Serving);
        string index = Get("/").Body;
        string[] paths = [.. index.Split("href=\"").Skip(1).Select(part => part.Split('"')[0])];
        Assert.Equal(["/metrics", "/vars.json", "/healthz", "/readyz"], paths);
        Assert.All(paths, path => Assert.StartsWith("HTTP/1.1 200", Get(path).Head, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/nothing")]
    [InlineData("/metrics/")]
    [InlineData("/METRICS")]
    public void OtherPaths_Are404(string path) => Assert.StartsWith("HTTP/1.1 404", Get(path).Head, StringComparison.Ordinal);

    [Theory]
    [InlineData("POST")]
    [InlineData("DELETE")]
    public void OtherMethods_Are405_AndSayWhatIsAllowed(string method)
    {
        string head = AdminClient.Http(Port, method, "/metrics").Head;
        Assert.StartsWith("HTTP/1.1 405", head, StringComparison.Ordinal);
        Assert.Contains("Allow: GET, HEAD", head, StringComparison.Ordinal);
    }

    [Fact]
    public void Head_HasTheLengthAndNoBody()
    {
        (string head, string body) = AdminClient.Http(Port, "HEAD", "/healthz");
        Assert.Contains("Content-Length: 3", head, StringComparison.Ordinal);
        Assert.Equal("", body);
    }

    [Fact]
    public void BadInput_IsRefused_AndThePortLives()
    {
        using (AdminClient noise = new(Port))
        {
            noise.Send("stats\r\n\r\n");
            Assert.StartsWith("HTTP/1.1 400", noise.ReceiveToEnd(), StringComparison.Ordinal);
        }

        using (AdminClient huge = new(Port))
        {
            huge.Send($"GET /{new string('x', 8192)} HTTP/1.1\r\n");
            Assert.StartsWith("HTTP/1.1 414", huge.ReceiveToEnd(), StringComparison.Ordinal);
        }

        AdminClient[] silent = [.. Enumerable.Range(0, 50).Select(_ => new AdminClient(Port))];
        Assert.Equal("ok\n", Get("/healthz").Body);
        Array.ForEach(silent, client => client.Dispose());
    }

    [Fact]
    public async Task TakenPort_IsRefused() => await Assert.ThrowsAnyAsync<IOException>(() => HttpServer.StartAsync(
        _server!.EndPoint, _registry, _readiness, "0.1.0", _counters, NullLoggerFactory.Instance));

    [Fact]
    public void Requests_AreCounted()
    {
        Get("/healthz");
        Get("/nothing");
        Assert.Equal(2, _counters[AdminMetric.HttpRequest]);
        Assert.Equal(1, _counters[AdminMetric.HttpRequestEx]);
    }

    [Fact]
    public async Task Promtool_AcceptsTheMetrics_WithoutComplaint()
    {
        _latency.Record(100, 10);
        (int exitCode, string output) = await Promtool.CheckAsync(Get("/metrics").Body);
        Assert.True(exitCode == 0 && output.Length == 0, output);
        (exitCode, _) = await Promtool.CheckAsync("# TYPE x counter\nx{ 1\n");
        Assert.NotEqual(0, exitCode);
    }

    private (string Head, string Body) Get(string path) => AdminClient.Http(Port, "GET", path);
}
