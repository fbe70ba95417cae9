using System.Linq;
using Pelikan.Node.Protocol;
using Pelikan.Node.Protocol.Memcache;
using Xunit;
using static Pelikan.Node.Tests.Protocol.Memcache.Binary.Wire;

namespace Pelikan.Node.Tests.Protocol.Memcache.Binary;

/// <summary>SASL, byte for byte.</summary>
public sealed class BinaryAuthenticationTests
{
    private const string Good = "\0user\0password";

    private static readonly string Authenticated = Reply(0x21, value: "Authenticated");

    [Fact]
    public void The_mechanism_is_plain()
    {
        TextHarness harness = Locked();
        Assert.Equal(Reply(0x20, value: "PLAIN"), harness.Send(Request(0x20)));
        Assert.Equal(Reply(0x0b, value: "1.6.45 pelikan-0.1.0"), harness.Send(Request(0x0b)));
        Assert.False(harness.Closed);
    }

    [Theory]
    [InlineData(0x00)]
    [InlineData(0x01)]
    [InlineData(0x07)]
    [InlineData(0x0a)]
    [InlineData(0x10)]
    [InlineData(0x17)]
    [InlineData(0x60)]
    public void Everything_else_is_refused_and_ends_the_session(int opcode)
    {
        TextHarness harness = Locked();
        string request = opcode == 0x01 ? Request(opcode, "a", Item(), "v") : opcode == 0x00 ? Request(opcode, "a") : Request(opcode);
        Assert.Equal(Error(opcode, 0x20), harness.Send(request + Request(0x0b)));
        Assert.True(harness.Closed);
        Assert.Equal(0, harness.Model.ItemCount);
        Assert.Equal(1, harness.Count(MemcacheMetric.AuthRequired));
    }

    [Theory]
    [InlineData("PLAIN", Good)]
    [InlineData("plain", Good)]
    [InlineData("PLAIN", "user\0user\0password")]
    [InlineData("PLAIN", "\0other\0pass:word with \u00ff")]
    public void A_right_password_opens_the_session(string mechanism, string message)
    {
        TextHarness harness = Locked();
        string requests = Request(0x21, mechanism, value: message) + Request(0x0a);
        Assert.Equal(Authenticated + Reply(0x0a), string.Concat(requests.Select(letter => harness.Send(letter.ToString()))));
        Assert.Equal(1, harness.Count(MemcacheMetric.AuthCmds));
        Assert.Equal(0, harness.Count(MemcacheMetric.AuthErrors));
    }

    [Theory]
    [InlineData("PLAIN", "\0user\0wrong")]
    [InlineData("PLAIN", "\0nobody\0password")]
    [InlineData("PLAIN", "\0user\0password\0")]
    [InlineData("PLAIN", "\0user\0")]
    [InlineData("PLAIN", "\0\0password")]
    [InlineData("PLAIN", "\0user")]
    [InlineData("PLAIN", "user password")]
    [InlineData("PLAIN", "other\0user\0password")]
    [InlineData("CRAM-MD5", Good)]
    [InlineData("P", Good)]
    public void A_wrong_one_is_refused_and_may_be_mended(string mechanism, string message)
    {
        TextHarness harness = Locked();
        Assert.Equal(Error(0x21, 0x20), harness.Send(Request(0x21, mechanism, value: message)));
        Assert.Equal(1, harness.Count(MemcacheMetric.AuthErrors));
        Assert.False(harness.Closed);
        Assert.Equal(Authenticated + Reply(0x0a), harness.Send(Request(0x21, "PLAIN", value: Good) + Request(0x0a)));
        Assert.Equal(2, harness.Count(MemcacheMetric.AuthCmds));
    }

    [Fact]
    public void An_exchange_without_a_first_message_goes_on_with_a_step()
    {
        TextHarness harness = Locked();
        Assert.Equal(Reply(0x21, 0x21), harness.Send(Request(0x21, "PLAIN")));
        Assert.Equal(Reply(0x22, value: "Authenticated"), harness.Send(Request(0x22, "PLAIN", value: Good)));
        Assert.Equal(Reply(0x0a), harness.Send(Request(0x0a)));
    }

    [Fact]
    public void A_step_that_nobody_waits_for_is_refused()
    {
        TextHarness harness = Locked();
        Assert.Equal(Error(0x22, 0x20), harness.Send(Request(0x22, "PLAIN", value: Good)));
        harness.Send(Request(0x21, "PLAIN"));
        Assert.Equal(Error(0x22, 0x20), harness.Send(Request(0x22, "PLAIN", value: "\0user\0wrong")));
        Assert.Equal(Error(0x22, 0x20), harness.Send(Request(0x22, "PLAIN", value: Good)));
        Assert.Equal(Error(0x00, 0x20), harness.Send(Request(0x00, "a")));
        Assert.True(harness.Closed);
    }

    [Fact]
    public void A_failure_locks_an_open_session_again()
    {
        TextHarness harness = Locked();
        harness.Send(Request(0x21, "PLAIN", value: Good));
        harness.Send(Request(0x21, "PLAIN", value: "\0user\0wrong"));
        Assert.Equal(Error(0x0a, 0x20), harness.Send(Request(0x0a)));
        Assert.True(harness.Closed);
    }

    [Theory]
    [InlineData(33, 10, 0x04)]
    [InlineData(250, 10, 0x04)]
    [InlineData(5, (16 * 1024) + 1, 0x03)]
    public void What_is_too_long_is_skipped(int mechanism, int message, int status)
    {
        TextHarness harness = Locked();
        string request = Request(0x21, new string('P', mechanism), value: new string('\u0080', message));
        Assert.Equal(Error(0x21, status) + Reply(0x20, value: "PLAIN"), harness.Send(request + Request(0x20)));
    }

    [Fact]
    public void A_key_of_more_than_250_bytes_ends_the_session()
    {
        TextHarness harness = Locked();
        Assert.Equal(Error(0x21, 0x04), harness.Send(Request(0x21, new string('P', 251), value: "v")));
        Assert.True(harness.Closed);
    }

    private static TextHarness Locked() => new(credentials: new Credentials(
    [
        new Credential("user"u8.ToArray(), "password"u8.ToArray()),
        new Credential("other"u8.ToArray(), "pass:word with \u00ff".Select(letter => (byte)letter).ToArray()),
    ]));
}
