using System;
using System.Buffers.Binary;
using System.Text;
using Pelikan.Node.Bench;
using Xunit;

namespace Pelikan.Node.Tests.Bench;

public sealed class BinaryClientTests
{
    // The opaque is the key's number.
    [Theory]
    [InlineData("Get", "8000 0004 0000 0000 00000004 00000001 0000000000000000|k001|8000 0004 0000 0000 00000004 00000002 0000000000000000|k002|8000 0004 0000 0000 00000004 00000003 0000000000000000|k003")]
    [InlineData("Gat", "801D 0004 0400 0000 00000008 00000001 0000000000000000 0000003C|k001")]
    [InlineData("Set", "8001 0004 0800 0000 00000011 00000001 0000000000000000 00000000 0000003C|k001#####")]
    [InlineData("Add", "8002 0004 0800 0000 00000011 00000001 0000000000000000 00000000 0000003C|k001#####")]
    [InlineData("Replace", "8003 0004 0800 0000 00000011 00000001 0000000000000000 00000000 0000003C|k001#####")]
    [InlineData("Delete", "8004 0004 0000 0000 00000004 00000001 0000000000000000|k001")]
    [InlineData("Incr", "8005 0004 1400 0000 00000018 00000001 0000000000000000 0000000000000001 0000000000000000 FFFFFFFF|c001")]
    [InlineData("Decr", "8006 0004 1400 0000 00000018 00000001 0000000000000000 0000000000000001 0000000000000000 FFFFFFFF|c001")]
    [InlineData("Touch", "801C 0004 0400 0000 00000008 00000001 0000000000000000 0000003C|k001")]
    public void Request_IsWrittenAsTheProtocolHasIt(string verb, string parts)
    {
        string expected = Joined(parts);
        Assert.Equal(expected, ClientHarness.Masked(ClientHarness.Written<BinaryClient>(Enum.Parse<BenchVerb>(verb)), expected));
    }

    [Theory]
    [InlineData("Get", 0, "....hello", 3, 0, 0, 0)]
    [InlineData("Get", 1, "....Not found", 0, 3, 0, 0)]
    [InlineData("Get", 0x82, "....Out of memory", 0, 0, 0, 3)]
    [InlineData("Gat", 0, "....", 1, 0, 0, 0)]
    [InlineData("Set", 0, "....", 0, 0, 0, 0)]
    [InlineData("Add", 2, "....Data exists for key.", 0, 0, 1, 0)]
    [InlineData("Replace", 1, "....Not found", 0, 0, 1, 0)]
    [InlineData("Set", 3, "....Too large.", 0, 0, 0, 1)]
    [InlineData("Incr", 0, "....12345678", 0, 0, 0, 0)]
    [InlineData("Incr", 1, "....Not found", 0, 0, 1, 0)]
    public void Reply_CutAnywhere_IsReadOnce(string verb, int status, string body, int hits, int misses, int notApplied, int errors)
    {
        string reply = Reply(Enum.Parse<BenchVerb>(verb), status, body);
        reply = verb == "Get" ? reply + reply + reply : reply;
        ClientHarness.AssertReadOnce<BinaryClient>(verb, reply, hits, misses, notApplied, errors);
    }

    [Fact]
    public void WhatIsNoReply_IsBroken()
    {
        string right = Reply(BenchVerb.Set, 0, "....");
        Assert.Equal(ReplyStatus.Complete, ClientHarness.ReadOne<BinaryClient>("Set", right));
        Assert.Equal(ReplyStatus.Broken, ClientHarness.ReadOne<BinaryClient>("Get", right));
        Assert.Equal(ReplyStatus.Broken, ClientHarness.ReadOne<BinaryClient>("Set", "STORED\r\n"));
        Assert.Equal(ReplyStatus.Broken, ClientHarness.ReadOne<BinaryClient>("Set", right.Replace('\u0081', '\u0080')));
        Assert.Equal(ReplyStatus.Broken, ClientHarness.ReadOne<BinaryClient>("Set", right[..8] + "\u00ff" + right[9..]));
        Assert.Equal(ReplyStatus.Broken, ClientHarness.ReadOne<BinaryClient>("Set", right[..11] + "\u0003" + right[12..]));
    }

    [Theory]
    [InlineData(7, 7, 0, nameof(ValueFault.None))]
    [InlineData(8, 7, 0, nameof(ValueFault.KeyNotAsked))]
    [InlineData(7, 8, 0, nameof(ValueFault.WrongKey))]
    [InlineData(7, 7, 3, nameof(ValueFault.WrongChecksum))]
    public void Value_ThatWasNotWrittenUnderTheKey_IsAMismatch(uint opaque, long writtenUnder, int spoil, string expected)
    {
        byte[] value = new byte[40];
        new ValueBytes(40, 1).WriteCheckable(value, writtenUnder, 1);
        value[^1] ^= (byte)spoil;
        byte[] reply = Encoding.Latin1.GetBytes(Reply(BenchVerb.Get, 0, "...." + Encoding.Latin1.GetString(value)));
        BinaryPrimitives.WriteUInt32BigEndian(reply.AsSpan(12), opaque);
        Assert.Equal(expected, ClientHarness.FaultOf<BinaryClient>(reply, key: 7).ToString());
    }

    /// <summary>A reply whose body begins with four bytes of extras.</summary>
    private static string Reply(BenchVerb verb, int status, string body)
    {
        string opcode = verb switch { BenchVerb.Get => "00", BenchVerb.Set => "01", BenchVerb.Add => "02", BenchVerb.Replace => "03", BenchVerb.Incr => "05", _ => "1D" };
        return Joined($"81{opcode} 0000 0400 {status:X4} {body.Length:X8} 00000001 0000000000000009|{body}");
    }

    /// <summary>Parts by turns in hexadecimal digits and as they are.</summary>
    private static string Joined(string parts)
    {
        StringBuilder text = new();
        bool isHex = true;
        foreach (string part in parts.Split('|'))
        {
            text.Append(isHex ? Encoding.Latin1.GetString(Convert.FromHexString(part.Replace(" ", "", StringComparison.Ordinal))) : part);
            isHex = !isHex;
        }

        return text.ToString();
    }
}
