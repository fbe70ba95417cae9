using System;
using System.Globalization;
using System.IO;
using System.Linq;
using Microsoft.Extensions.Logging;
using Pelikan.Node.Config;
using Xunit;

namespace Pelikan.Node.Tests.Config;

public sealed class ConfigLoaderTests
{
    [Fact]
    public void Nothing_given_is_the_defaults()
    {
        LoadedConfig loaded = ConfigLoader.Load(Product.Segcache, null, TestConfig.Environment("HOME=/", "PELIKAN_TOML_TEST=x", "PELIKAN_BUILD=skip", "PELIKAN_SEED=7", "PELIKAN_FUZZ_SECONDS=1"));
        Assert.Equal(ConfigPrinter.Print(TestConfig.Load("")), ConfigPrinter.Print(loaded));
        Assert.Equal(12321, loaded.Config.Server.Port);
        Assert.Equal(64L << 20, loaded.Config.Seg.HeapSize);
        Assert.All(ConfigSchema.Keys, key => Assert.Equal(ConfigOrigin.Default, loaded.OriginOf(key)));
    }

    [Fact]
    public void File_sets_and_environment_overrides()
    {
        LoadedConfig loaded = TestConfig.Load(
            "pid_filename = '/run/p.pid'\n[server]\nhost = ['::1', '127.0.0.1']\nport = '11211'\nidle_timeout = '5m'\n"
            + "[seg]\nheap_size = '1GB'\nsegment_size = 1048576\neviction = 'Fifo'\n[debug]\nlog_level = 'WARN'\n[limits]\nvalue_size_max = '512KB'\n",
            "PELIKAN_SEG_HEAP_SIZE=4GB", "PELIKAN_ADMIN_HTTP_ENABLED=false", "PELIKAN_SERVER_UNIX_SOCKET_MODE=660");

        Assert.Equal("/run/p.pid", loaded.Config.PidFilename);
        Assert.Equal(["::1", "127.0.0.1"], loaded.Config.Server.Hosts);
        Assert.Equal(11211, loaded.Config.Server.Port);
        Assert.Equal(TimeSpan.FromMinutes(5), loaded.Config.Server.IdleTimeout);
        Assert.Equal(4L << 30, loaded.Config.Seg.HeapSize);
        Assert.Equal(1 << 20, loaded.Config.Seg.SegmentSize);
        Assert.Equal(Pelikan.Storage.Eviction.EvictionKind.Fifo, loaded.Config.Seg.Eviction);
        Assert.Equal(LogLevel.Warning, loaded.Config.Debug.LogLevel);
        Assert.False(loaded.Config.Admin.HttpEnabled);
        Assert.Equal(0x1B0, loaded.Config.Server.UnixSocketMode);
        Assert.Equal("f:4", loaded.OriginOf(TestConfig.Key("server.port")).ToString());
        Assert.Equal("PELIKAN_SEG_HEAP_SIZE", loaded.OriginOf(TestConfig.Key("seg.heap_size")).ToString());
        Assert.Equal("default", loaded.OriginOf(TestConfig.Key("worker.threads")).ToString());
    }

    [Fact]
    public void Dotted_and_inline_tables_are_sections_too()
    {
        LoadedConfig loaded = TestConfig.Load("worker = { threads = 3 }\nserver.port = 1\nserver.backlog = 7");
        Assert.Equal((3, 1, 7), (loaded.Config.Worker.Threads, loaded.Config.Server.Port, loaded.Config.Server.Backlog));
    }

    [Fact]
    public void All_problems_are_reported_at_once()
    {
        string[] problems = TestConfig.Problems(
            "prot = 1\n[server]\nhosts = '::'\nport = 70000\n[sge]\n[seg]\nheap_size = '5MB'\neviction = 'merg'\nmerge_max = 2\n",
            "PELIKAN_SEG_HEAPSIZE=1GB", "PELIKAN_WORKER_THREADS=many");
        Assert.Equal(
        [
            "f:1:1: 'prot': no such key at the top level; there is admin.port and server.port",
            "f:3:1: 'hosts': no such key in [server]; did you mean 'host'?",
            "f:4:8: server.port: expected an integer, 0 to 65535; found 70000",
            "f:5:2: 'sge': no such section; did you mean 'seg'?",
            "f:8:12: seg.eviction: expected one of \"merge\", \"s3fifo\", \"fifo\", \"cte\", \"util\", \"random_fifo\", \"random\", \"none\"; found 'merg'; did you mean 'merge'?",
            "PELIKAN_SEG_HEAPSIZE: no setting has this variable; did you mean 'PELIKAN_SEG_HEAP_SIZE'?",
            "PELIKAN_WORKER_THREADS: worker.threads: expected an integer, 0 to 1024; found 'many'",
            "f:7: seg.heap_size = \"5MB\" is not a multiple of seg.segment_size = \"2MB\"; write \"4MB\" or \"6MB\"",
            "f:9: seg.merge_max = 2 is less than seg.merge_target = 4; a merge looks at as many segments at least",
        ], problems);
    }

    [Theory]
    [InlineData("seg = 5", "f:1:1: 'seg' is a section; write [seg] and its keys on the lines below it")]
    [InlineData("[[seg]]\nshards = 1", "f:1:3: 'seg' is a section; write [seg] and its keys on the lines below it")]
    [InlineData("[server]\nPORT = 5", "f:2:1: 'PORT': no such key in [server]; did you mean 'port'?")]
    [InlineData("[server]\nthreads = 5", "f:2:1: 'threads': no such key in [server]; there is worker.threads")]
    [InlineData("[zzz]", "f:1:2: 'zzz': no such section; docs/configuration.md lists all")]
    [InlineData("[server]\nport = true", "f:2:8: server.port: expected an integer, 0 to 65535; found a boolean")]
    [InlineData("[server\nport = 1", "f:1:8: expected ']' at the end of the header, found the end of the line")]
    [InlineData("\"\" = 1", "f:1:1: '': no such key at the top level; docs/configuration.md lists all")]
    public void Problem_points_and_advises(string text, string problem) => Assert.Equal([problem], TestConfig.Problems(text));

    [Fact]
    public void Every_refused_key_is_refused_by_name_with_its_reason()
    {
        foreach (string path in RefusedKeys.Paths)
        {
            string[] parts = path.Split('.');
            string text = parts.Length == 1 && path is not ("daemonize" or "dlog_interval")
                ? $"[{path}]\nany = 1"
                : parts.Length == 1 ? $"{path} = 1" : $"[{parts[0]}]\n{parts[1]} = 1";
            string problem = Assert.Single(TestConfig.Problems(text));
            Assert.Contains($"{path} is a Pelikan setting that this server does not have: {RefusedKeys.ReasonFor(path)}", problem, StringComparison.Ordinal);
            Assert.StartsWith("f:", problem, StringComparison.Ordinal);
            Assert.DoesNotContain(ConfigSchema.Keys, key => key.Path == path || key.Section == path);
        }
    }

    [Fact]
    public void Pingserver_refuses_what_only_storage_has()
    {
        string[] problems = TestConfig.Problems(
            Product.Pingserver, "[seg]\nheap_size = 1\n[limits]\nvalue_size_max = 1\n[time]\n", "PELIKAN_SEG_SHARDS=2");
        Assert.Equal(
        [
            "f:1:2: [seg] does nothing in pingserver, which stores no items; remove the section",
            "f:4:1: limits.value_size_max does nothing in pingserver, which stores no items; remove it",
            "f:5:2: [time] does nothing in pingserver, which stores no items; remove the section",
            "PELIKAN_SEG_SHARDS: seg.shards does nothing in pingserver, which stores no items; unset the variable",
        ], problems);
        Assert.Equal(5, TestConfig.Load(Product.Pingserver, "[server]\nport = 5").Config.Server.Port);
    }

    [Fact]
    public void Every_variable_sets_its_own_key_only()
    {
        Assert.Equal(ConfigSchema.Keys.Count, ConfigSchema.Keys.Select(key => key.Variable).Distinct().Count());
        NodeConfig defaults = new();
        foreach (ConfigKey key in ConfigSchema.Keys)
        {
            string text = key.Write(defaults).Trim('"');
            LoadedConfig loaded = TestConfig.Load("", $"{key.Variable}={text}");
            Assert.Equal(key.Variable, loaded.OriginOf(key).ToString());
            Assert.Equal(key.Write(defaults), key.Write(loaded.Config));
            Assert.Single(ConfigSchema.Keys, other => loaded.OriginOf(other) != ConfigOrigin.Default);
        }
    }

    [Fact]
    public void Missing_unreadable_and_oversized_files_are_problems()
    {
        string folder = Directory.CreateTempSubdirectory("pelikan-config-").FullName;
        try
        {
            string large = Path.Combine(folder, "large.toml");
            File.WriteAllBytes(large, new byte[ConfigLoader.FileBytesMax + 1]);
            AssertRefused(Path.Combine(folder, "absent.toml"), "there is no such file");
            AssertRefused(folder, "this is a directory");
            AssertRefused(large, string.Create(CultureInfo.InvariantCulture, $"at most {ConfigLoader.FileBytesMax}"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        static void AssertRefused(string path, string message)
        {
            ConfigException e = Assert.Throws<ConfigException>(() => ConfigLoader.Load(Product.Segcache, path, TestConfig.Environment()));
            ConfigProblem problem = Assert.Single(e.Problems);
            Assert.Equal(path, problem.Where);
            Assert.Contains(message, problem.What, StringComparison.Ordinal);
        }
    }
}
