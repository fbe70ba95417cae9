using Pelikan.Node.Protocol;
using Pelikan.Node.Protocol.Memcache;
using Pelikan.Storage;
using Xunit;

namespace Pelikan.Node.Tests.Protocol.Memcache;

public sealed class ExpiryTimeTests
{
    private const long Now = 5_000;
    private const long UnixZero = 1_700_000_000_000;

    [Theory]
    [InlineData(TimeType.Memcache)]
    [InlineData(TimeType.Delta)]
    [InlineData(TimeType.Unix)]
    public void Zero_is_never_and_negative_is_now_in_every_reading(TimeType type)
    {
        Assert.Equal(Instant.Never, ExpiryTime.Of(0, type, new Instant(Now), UnixZero));
        Assert.Equal(new Instant(Now), ExpiryTime.Of(-1, type, new Instant(Now), UnixZero));
        Assert.Equal(new Instant(Now), ExpiryTime.Of(long.MinValue, type, new Instant(Now), UnixZero));
    }

    [Theory]
    [InlineData(TimeType.Memcache, 1, 6_000)]
    [InlineData(TimeType.Memcache, 2_592_000, 2_592_005_000)]
    [InlineData(TimeType.Memcache, 2_592_001, Now)]
    [InlineData(TimeType.Memcache, 1_700_000_005, Now)]
    [InlineData(TimeType.Memcache, 1_700_000_006, 6_000)]
    [InlineData(TimeType.Memcache, 2_799_511_627, 1_099_511_627_000)]
    [InlineData(TimeType.Memcache, 2_799_511_628, long.MaxValue)]
    [InlineData(TimeType.Delta, 1, 6_000)]
    [InlineData(TimeType.Delta, 2_592_001, 2_592_006_000)]
    [InlineData(TimeType.Delta, 1_099_511_622, 1_099_511_627_000)]
    [InlineData(TimeType.Delta, 1_099_511_623, long.MaxValue)]
    [InlineData(TimeType.Unix, 1, Now)]
    [InlineData(TimeType.Unix, 1_700_000_006, 6_000)]
    public void Counts_from_now_or_from_1970(TimeType type, long exptime, long expected) =>
        Assert.Equal(new Instant(expected), ExpiryTime.Of(exptime, type, new Instant(Now), UnixZero));

    [Theory]
    [InlineData(TimeType.Memcache)]
    [InlineData(TimeType.Delta)]
    [InlineData(TimeType.Unix)]
    public void The_largest_numbers_do_not_wrap(TimeType type) =>
        Assert.Equal(Instant.Never, ExpiryTime.Of(long.MaxValue, type, new Instant(Now), UnixZero));
}
