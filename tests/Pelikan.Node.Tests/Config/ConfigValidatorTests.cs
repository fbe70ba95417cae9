using System;
using Pelikan.Node.Config;
using Xunit;

namespace Pelikan.Node.Tests.Config;

/// <summary>Settings that are right each for themselves and impossible together, and the nearest that are possible.</summary>
public sealed class ConfigValidatorTests
{
    [Theory]
    [InlineData("[seg]\nheap_size = '5MB'", "[seg]\nheap_size = '6MB'", "f:2: seg.heap_size = \"5MB\" is not a multiple of")]
    [InlineData("[seg]\nheap_size = '2MB'", "[seg]\nheap_size = '4MB'", "write \"4MB\" or more")]
    [InlineData("[seg]\nshards = 32", "[seg]\nshards = 16", "less than 2 segments of 2MB for each of 32 shards; write \"128MB\" or more")]
    [InlineData("[seg]\nhash_power = 24", "[seg]\nhash_power = 23", "write 23 or less, or 0")]
    [InlineData("[seg]\nfree_segments_reserve = 17", "[seg]\nfree_segments_reserve = 16", "over half of the 32 segments of a shard; write 16 or less")]
    [InlineData("[seg]\nshards = 2\nfree_segments_reserve = 9", "[seg]\nshards = 2\nfree_segments_reserve = 8", "over half of the 16 segments")]
    [InlineData("[seg]\nsegment_size = '64KB'\nheap_size = '1TB'\n[limits]\nvalue_size_max = '32KB'", "[seg]\nsegment_size = '1MB'\nheap_size = '1TB'\n[limits]\nvalue_size_max = '32KB'", "has more than 2097151 segments")]
    [InlineData("[seg]\nmerge_target = 9", "[seg]\nmerge_target = 8", "seg.merge_max = 8 is less than seg.merge_target = 9")]
    [InlineData("[seg]\nsegment_size = '1MB'", "[limits]\nvalue_size_max = 1048064\n[seg]\nsegment_size = '1MB'", "write 1048064 or less, or larger segments")]
    [InlineData("[limits]\nvalue_size_max = 2096641", "[limits]\nvalue_size_max = 2096640", "f:2: limits.value_size_max")]
    [InlineData("[limits]\nbuffer_memory_max = 2097151", "[limits]\nbuffer_memory_max = '2MB'", "does not hold one largest request of 2MB")]
    [InlineData("[limits]\noutput_high_watermark = '257MB'", "[limits]\noutput_high_watermark = '256MB'", "is over limits.buffer_memory_max")]
    [InlineData("[server]\nhost = []", "[server]\nhost = []\nunix_socket_path = '/tmp/s'", "would listen nowhere")]
    [InlineData("[server]\nport = 9999", "[server]\nport = 9999\nhost = '127.0.0.2'", "server.port = 9999 on 0.0.0.0 and admin.port = 9999 on 127.0.0.1")]
    [InlineData("[server]\nport = 9998", "[server]\nport = 9998\n[admin]\nhttp_enabled = false", "server.port = 9998 on 0.0.0.0 and admin.http_port")]
    [InlineData("[admin]\nport = 9998", "[admin]\nport = 9998\nhttp_host = '127.0.0.2'", "give each its own port")]
    [InlineData("[server]\nhost = ['::', '0.0.0.0']", "[server]\nhost = ['::1', '0.0.0.0']", "keep one of the two")]
    [InlineData("[server]\nhost = 'localhost'\nport = 9999", "[server]\nport = 0\n[admin]\nport = 0\nhttp_port = 0", "on localhost and")]
    public void Impossible_is_refused_and_possible_is_not(string impossible, string possible, string message)
    {
        Assert.Contains(message, Assert.Single(TestConfig.Problems(impossible)), StringComparison.Ordinal);
        TestConfig.Load(possible);
    }

    [Fact]
    public void Problem_stands_at_what_somebody_set_even_where_another_key_comes_first()
    {
        Assert.StartsWith("f:2: seg.heap_size", Assert.Single(TestConfig.Problems("[seg]\nshards = 64")), StringComparison.Ordinal);
        Assert.StartsWith("PELIKAN_SEG_SHARDS: ", Assert.Single(TestConfig.Problems("", "PELIKAN_SEG_SHARDS=64")), StringComparison.Ordinal);
    }

    [Fact]
    public void Unreadable_values_do_not_cause_problems_of_their_combinations()
    {
        string problem = Assert.Single(TestConfig.Problems("[seg]\nheap_size = 'large'\nsegment_size = '8MB'\nshards = 64"));
        Assert.StartsWith("f:2:13: seg.heap_size: expected a size", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Pingserver_is_not_held_to_the_storage_it_lacks() =>
        Assert.Equal(1L << 20, TestConfig.Load(Product.Pingserver, "[limits]\nbuffer_memory_max = '1MB'").Config.Limits.BufferMemoryMax);
}
