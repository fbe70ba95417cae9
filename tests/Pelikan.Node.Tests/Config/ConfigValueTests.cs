using System;
using System.Globalization;
using Pelikan.Node.Config;
using Xunit;

namespace Pelikan.Node.Tests.Config;

/// <summary>How single values are written, in files and in variables.</summary>
public sealed class ConfigValueTests
{
    [Theory]
    [InlineData("limits.buffer_memory_max", "268435456", "\"256MB\"")]
    [InlineData("limits.buffer_memory_max", "'512mb'", "\"512MB\"")]
    [InlineData("limits.buffer_memory_max", "'1GiB'", "\"1GB\"")]
    [InlineData("limits.buffer_memory_max", "'1 T'", "\"1TB\"")]
    [InlineData("limits.buffer_memory_max", "'16384k'", "\"16MB\"")]
    [InlineData("limits.buffer_memory_max", "'2097153'", "2097153")]
    [InlineData("limits.buffer_memory_max", "'2097153B'", "2097153")]
    [InlineData("limits.value_size_max", "1", "1")]
    [InlineData("server.idle_timeout", "90", "\"90s\"")]
    [InlineData("server.idle_timeout", "'90'", "\"90s\"")]
    [InlineData("server.idle_timeout", "'500ms'", "\"500ms\"")]
    [InlineData("server.idle_timeout", "'120S'", "\"2m\"")]
    [InlineData("server.idle_timeout", "'48h'", "\"2d\"")]
    [InlineData("server.idle_timeout", "0", "0")]
    [InlineData("server.unix_socket_mode", "0o7_7_0", "0o770")]
    [InlineData("server.unix_socket_mode", "'0770'", "0o770")]
    [InlineData("server.unix_socket_mode", "0o7", "0o007")]
    [InlineData("server.port", "0", "0")]
    [InlineData("server.host", "'::'", "\"::\"")]
    [InlineData("server.host", "['::1','10.0.0.1']", "[\"::1\", \"10.0.0.1\"]")]
    [InlineData("seg.eviction", "'MERGE'", "\"merge\"")]
    [InlineData("time.time_type", "'unix'", "\"Unix\"")]
    [InlineData("debug.log_file", "'/var/log/\"p\"\\x.log'", "\"/var/log/\\\"p\\\"\\\\x.log\"")]
    public void Value_reads_as(string path, string toml, string printed)
    {
        LoadedConfig loaded = TestConfig.Load($"{path} = {toml}");
        Assert.Equal(printed, TestConfig.Key(path).Write(loaded.Config));
    }

    [Theory]
    [InlineData("limits.buffer_memory_max", "'4XB'")]
    [InlineData("limits.buffer_memory_max", "'GB'")]
    [InlineData("limits.buffer_memory_max", "''")]
    [InlineData("limits.buffer_memory_max", "'1.5GB'")]
    [InlineData("limits.buffer_memory_max", "'-1MB'")]
    [InlineData("limits.buffer_memory_max", "1e9")]
    [InlineData("limits.buffer_memory_max", "'99999999999TB'")]
    [InlineData("limits.buffer_memory_max", "'2TB'")]
    [InlineData("seg.segment_size", "'3MB'")]
    [InlineData("seg.segment_size", "'16MB'")]
    [InlineData("seg.hash_power", "2")]
    [InlineData("seg.hash_power", "37")]
    [InlineData("seg.merge_max", "33")]
    [InlineData("seg.shards", "3")]
    [InlineData("seg.shards", "0")]
    [InlineData("server.idle_timeout", "-1")]
    [InlineData("server.idle_timeout", "'1y'")]
    [InlineData("server.idle_timeout", "'9999999999999999999s'")]
    [InlineData("server.idle_timeout", "'366d'")]
    [InlineData("server.unix_socket_mode", "700")]
    [InlineData("server.unix_socket_mode", "0x1c0")]
    [InlineData("server.unix_socket_mode", "0o1777")]
    [InlineData("server.unix_socket_mode", "'rwx'")]
    [InlineData("server.port", "65536")]
    [InlineData("server.port", "4294967296")]
    [InlineData("server.port", "'http'")]
    [InlineData("server.backlog", "'1024'")]
    [InlineData("server.host", "'example.org'")]
    [InlineData("server.host", "'1'")]
    [InlineData("server.host", "['::1', 5]")]
    [InlineData("server.host", "['::1', '::1']")]
    [InlineData("admin.host", "''")]
    [InlineData("admin.http_enabled", "'true'")]
    [InlineData("admin.http_enabled", "1")]
    [InlineData("debug.log_file", "false")]
    [InlineData("debug.log_level", "'verbose'")]
    [InlineData("pid_filename", "\"a\\u0000b\"")]
    public void Value_is_refused_with_what_is_expected(string path, string toml)
    {
        string problem = Assert.Single(TestConfig.Problems($"{path} = {toml}"));
        Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"f:1:{path.Length + 4}: {path}: expected {TestConfig.Key(path).Accepts}; found "), problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Longest_socket_path_fits_the_kernel_and_one_more_does_not()
    {
        TestConfig.Load($"server.unix_socket_path = '{new string('a', 107)}'");
        Assert.Single(TestConfig.Problems($"server.unix_socket_path = '{new string('é', 54)}'"));
    }

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("abc", "", 3)]
    [InlineData("heap_size", "heapsize", 1)]
    [InlineData("prot", "port", 1)]
    [InlineData("kitten", "sitting", 3)]
    public void Distance_counts_slips(string a, string b, int expected)
    {
        Assert.Equal(expected, NearestName.Distance(a, b));
        Assert.Equal(expected, NearestName.Distance(b, a));
    }
}
