using System;
using System.Collections.Generic;
using System.Text;
using Pelikan.Node.Protocol;
using Pelikan.Node.Protocol.Memcache.Text;
using Pelikan.Storage;
using Pelikan.Storage.Reclamation;
using Xunit;

namespace Pelikan.Node.Tests.Protocol.Memcache;

/// <summary>Which keys of a pipeline are loaded ahead.</summary>
public sealed class TextLookAheadTests
{
    [Theory]
    [InlineData("get a\r\n", "")]
    [InlineData("get a\r\nget bb\r\n", "a bb")]
    [InlineData("get a\nget bb\nget c", "a bb")]
    [InlineData("set key 0 0 5\r\nhello\r\nget other more\r\n", "key other")]
    [InlineData("incr a 1\r\nget b\r\n", "b")]
    [InlineData("get \r\nget b\r\n", "b")]
    [InlineData("get a", "")]
    [InlineData("\n\n\n\n", "")]
    public void Prefetch_FindsTheKeysOfPipelinedRequests(string input, string keys) => Assert.Equal(keys, KeysOf(input));

    [Fact]
    public void Prefetch_OfALongPipeline_StopsAtItsBounds()
    {
        StringBuilder input = new();
        for (int i = 0; i < 100; i++)
        {
            input.Append("get k\r\n");
        }

        Assert.Equal(TextLookAhead.RequestsMax, KeysOf(input.ToString()).Split(' ').Length);
        Assert.Equal(string.Empty, KeysOf(new string('x', 100_000) + "\r\nget a\r\nget b\r\n"));
        Assert.Equal("b", KeysOf($"get {new string('k', 251)}\r\nget b\r\n"));
    }

    private static string KeysOf(string input)
    {
        RecordingStore store = new([]);
        TextLookAhead.Prefetch(Encoding.ASCII.GetBytes(input), ref store);
        return string.Join(' ', store.Keys);
    }

    /// <summary>Notes what it is told to load; it is never asked for anything else.</summary>
    private readonly struct RecordingStore(List<string> keys) : IStore
    {
        public List<string> Keys => keys;

        public void Prefetch(scoped ReadOnlySpan<byte> input, scoped ReadOnlySpan<Range> ranges)
        {
            foreach (Range range in ranges)
            {
                keys.Add(Encoding.ASCII.GetString(input[range]));
            }
        }

        public EpochGuard Enter(Instant now) => throw new NotSupportedException();

        public StoreStatus Get(scoped ReadOnlySpan<byte> key, in EpochGuard guard, out ItemView item) => throw new NotSupportedException();

        public StoreStatus GetWithCas(scoped ReadOnlySpan<byte> key, in EpochGuard guard, out ItemView item) =>
            throw new NotSupportedException();

        public StoreStatus GetAndTouch(scoped ReadOnlySpan<byte> key, Instant expiry, in EpochGuard guard, out ItemView item) =>
            throw new NotSupportedException();

        public StoreStatus Set(
            scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, uint flags, Instant expiry, in EpochGuard guard) =>
            throw new NotSupportedException();

        public StoreStatus Add(
            scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, uint flags, Instant expiry, in EpochGuard guard) =>
            throw new NotSupportedException();

        public StoreStatus Replace(
            scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, uint flags, Instant expiry, in EpochGuard guard) =>
            throw new NotSupportedException();

        public StoreStatus Append(scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, in EpochGuard guard) =>
            throw new NotSupportedException();

        public StoreStatus Prepend(scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, in EpochGuard guard) =>
            throw new NotSupportedException();

        public StoreStatus CompareAndSet(
            scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, uint flags, Instant expiry, ulong cas, in EpochGuard guard) =>
            throw new NotSupportedException();

        public StoreStatus Increment(scoped ReadOnlySpan<byte> key, ulong delta, in EpochGuard guard, out ulong result) =>
            throw new NotSupportedException();

        public StoreStatus Decrement(scoped ReadOnlySpan<byte> key, ulong delta, in EpochGuard guard, out ulong result) =>
            throw new NotSupportedException();

        public StoreStatus Touch(scoped ReadOnlySpan<byte> key, Instant expiry, in EpochGuard guard) => throw new NotSupportedException();

        public StoreStatus Delete(scoped ReadOnlySpan<byte> key, in EpochGuard guard) => throw new NotSupportedException();

        public void FlushAll(Instant at, in EpochGuard guard) => throw new NotSupportedException();
    }
}
