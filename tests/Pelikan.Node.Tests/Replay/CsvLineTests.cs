using System;
using System.Text;
using Pelikan.Node.Replay;
using Pelikan.Node.Replay.Traces;
using Xunit;

namespace Pelikan.Node.Tests.Replay;

public sealed class CsvLineTests
{
    [Theory]
    [InlineData("0,k,1,0,0,get,0", 0, 1, 0, TraceOperation.Get, 0)]
    [InlineData("1200,nz:u:eeW511,20,311,7,set,86400", 1_200_000, 20, 311, TraceOperation.Set, 86_400_000)]
    [InlineData("1.5,k,255,2147483647,client,gets,0.25", 1500, 255, int.MaxValue, TraceOperation.Gets, 250)]
    [InlineData("2.98765,k,3,4,5,add,1", 2987, 3, 4, TraceOperation.Add, 1000)]
    [InlineData("3,k,3,4,5,replace,1", 3000, 3, 4, TraceOperation.Replace, 1000)]
    [InlineData("3,k,3,4,5,cas,1", 3000, 3, 4, TraceOperation.Cas, 1000)]
    [InlineData("3,k,3,4,5,append,0", 3000, 3, 4, TraceOperation.Append, 0)]
    [InlineData("3,k,3,4,5,prepend,0", 3000, 3, 4, TraceOperation.Prepend, 0)]
    [InlineData("3,k,3,4,5,delete,0", 3000, 3, 4, TraceOperation.Delete, 0)]
    [InlineData("3,k,3,4,5,incr,0", 3000, 3, 4, TraceOperation.Increment, 0)]
    [InlineData("3,k,3,4,5,decr,0", 3000, 3, 4, TraceOperation.Decrement, 0)]
    public void A_right_line_is_read(string line, long time, int keyBytes, int valueBytes, TraceOperation operation, long ttl)
    {
        Assert.Null(CsvLine.TryParse(Encoding.UTF8.GetBytes(line), out TraceRequest request));
        Assert.Equal(new TraceRequest(time, request.Key, keyBytes, valueBytes, ttl, operation), request);
    }

    [Theory]
    [InlineData("", "7 fields")]
    [InlineData("1,k,3,4,5,get", "7 fields")]
    [InlineData("1", "7 fields")]
    [InlineData(",,,,,,", "timestamp is ''")]
    [InlineData("x,k,3,4,5,get,0", "timestamp is 'x'")]
    [InlineData("-1,k,3,4,5,get,0", "timestamp is '-1'")]
    [InlineData("1.,k,3,4,5,get,0", "timestamp is '1.'")]
    [InlineData("1.2x,k,3,4,5,get,0", "timestamp is '1.2x'")]
    [InlineData("99999999999999999999,k,3,4,5,get,0", "timestamp is '99999999999999999999'")]
    [InlineData("1,,3,4,5,get,0", "key is empty")]
    [InlineData("1,k,0,4,5,get,0", "key size is '0'; expected 1 to 255")]
    [InlineData("1,k,256,4,5,get,0", "key size is '256'")]
    [InlineData("1,k,,4,5,get,0", "key size is ''")]
    [InlineData("1,k,3,-4,5,get,0", "value size is '-4'")]
    [InlineData("1,k,3,2147483648,5,get,0", "value size is '2147483648'")]
    [InlineData("1,k,3,4,5,GET,0", "operation is 'GET'; expected get, gets")]
    [InlineData("1,k,3,4,5,touch,0", "operation is 'touch'")]
    [InlineData("1,k,3,4,5,get,forever", "TTL is 'forever'")]
    [InlineData("1,k,3,4,5,get,\u001b[2J", "TTL is '.[2J'")]
    public void A_wrong_line_is_told_what_is_wrong(string line, string complaint) =>
        Assert.Contains(complaint, CsvLine.TryParse(Encoding.UTF8.GetBytes(line), out _), StringComparison.Ordinal);

    [Fact]
    public void A_key_may_hold_commas()
    {
        Assert.Null(CsvLine.TryParse("1,a,b,3,4,5,get,0"u8, out TraceRequest both));
        Assert.Null(CsvLine.TryParse("1,a,3,4,5,get,0"u8, out TraceRequest first));
        Assert.Equal((3, 4), (both.KeyBytes, both.ValueBytes));
        Assert.NotEqual(first.Key, both.Key);
    }

    [Fact]
    public void Equal_keys_have_equal_numbers_and_others_other_ones()
    {
        System.Collections.Generic.HashSet<ulong> numbers = [];
        for (int length = 1; length <= 40; length++)
        {
            byte[] key = new byte[length];
            for (int place = 0; place < length; place++)
            {
                key[place] = 1;
                Assert.True(numbers.Add(KeyNumber.Of(key)), $"{length} bytes, one at {place}");
                Assert.Equal(KeyNumber.Of(key), KeyNumber.Of((byte[])key.Clone()));
                key[place] = 0;
            }
        }
    }
}
