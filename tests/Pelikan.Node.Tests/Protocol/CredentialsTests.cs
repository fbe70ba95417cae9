using System;
using System.Linq;
using System.Text;
using Pelikan.Node.Protocol;
using Xunit;

namespace Pelikan.Node.Tests.Protocol;

/// <summary>Which names and passwords are accepted.</summary>
public sealed class CredentialsTests
{
    [Theory]
    [InlineData("user", "password", true)]
    [InlineData("user", "second", true)]
    [InlineData("b", "c", true)]
    [InlineData("user", "passwore", false)]
    [InlineData("user", "passwor", false)]
    [InlineData("user", "password\0", false)]
    [InlineData("use", "password", false)]
    [InlineData("user\0", "password", false)]
    [InlineData("b", "password", false)]
    [InlineData("", "password", false)]
    [InlineData("user", "", false)]
    [InlineData("", "", false)]
    public void Accept_TakesTheWholeOfANameAndOfItsPassword(string user, string password, bool accepted) =>
        Assert.Equal(accepted, Accept(new Credentials([Entry("user", "password"), Entry("user", "second"), Entry("b", "c")]), user, password));

    [Fact]
    public void Accept_OfTheLongest_ComparesEveryByte()
    {
        string longest = new('x', Credentials.PartBytesMax);
        Credentials credentials = new([Entry(longest, longest)]);
        Assert.True(Accept(credentials, longest, longest));
        Assert.False(Accept(credentials, longest + "x", longest));
        Assert.False(Accept(credentials, longest, longest + "x"));
        for (int i = 0; i < longest.Length; i++)
        {
            string other = $"{longest[..i]}y{longest[(i + 1)..]}";
            Assert.False(Accept(credentials, other, longest));
            Assert.False(Accept(credentials, longest, other));
        }
    }

    [Fact]
    public void Replace_AcceptsTheNewOnesAlone()
    {
        Credentials credentials = new([Entry("old", "one")]);
        credentials.Replace([Entry("new", "two")]);
        Assert.False(Accept(credentials, "old", "one"));
        Assert.True(Accept(credentials, "new", "two"));
    }

    [Fact]
    public void Entries_HaveTheirLimits()
    {
        Credential[] most = [.. Enumerable.Range(0, Credentials.EntriesMax).Select(i => Entry($"user{i}", $"password{i}"))];
        Credentials credentials = new(most);
        Assert.All(Enumerable.Range(0, most.Length), i => Assert.True(Accept(credentials, $"user{i}", $"password{i}")));
        Assert.False(Accept(credentials, "user1", "password2"));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Credentials([.. most, Entry("one", "more")]));
        Assert.Throws<ArgumentException>(() => new Credentials([Entry("", "password")]));
        Assert.Throws<ArgumentException>(() => new Credentials([Entry("user", "")]));
        Assert.Throws<ArgumentException>(() => new Credentials([Entry("user", new string('x', 256))]));
    }

    [Fact]
    public void None_AcceptsNobody() => Assert.False(Accept(new Credentials([]), "user", "password"));

    private static Credential Entry(string user, string password) => new(Encoding.UTF8.GetBytes(user), Encoding.UTF8.GetBytes(password));

    private static bool Accept(Credentials credentials, string user, string password) =>
        credentials.Accept(Encoding.UTF8.GetBytes(user), Encoding.UTF8.GetBytes(password));
}
