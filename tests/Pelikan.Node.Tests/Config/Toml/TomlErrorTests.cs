using System;
using System.Text;
using Pelikan.Node.Config.Toml;
using Xunit;

namespace Pelikan.Node.Tests.Config.Toml;

/// <summary>What is refused, where the message points, and that it says what would be right.</summary>
public sealed class TomlErrorTests
{
    [Theory]
    [InlineData("a = merge", "1:5", "text needs quotes: \"merge\"")]
    [InlineData("a = 1\na = 2", "2:1", "'a' is already an integer from line 1")]
    [InlineData("a 1", "1:3", "expected '='")]
    [InlineData("= 1", "1:1", "expected a key")]
    [InlineData("a = 1 b = 2", "1:7", "expected the end of the line")]
    [InlineData("a =", "1:4", "expected a value, found the end of the file")]
    [InlineData("a = \"x\nb = 1", "1:5", "this string has no end")]
    [InlineData("a = '''x", "1:5", "close it with '''")]
    [InlineData("a = \"\\q\"", "1:6", "unknown escape")]
    [InlineData("a = \"\\uD800\"", "1:6", "is not a Unicode character")]
    [InlineData("a = \"\\u12\"", "1:6", "needs 4 hexadecimal digits")]
    [InlineData("a = \"\u0001\"", "1:6", "control character U+0001")]
    [InlineData("# a\u0000", "1:4", "control character U+0000")]
    [InlineData("a = 1\rb = 2", "1:6", "the end of the line")]
    [InlineData("a = 007", "1:5", "begins with a zero")]
    [InlineData("a = 1__0", "1:5", "is not a number")]
    [InlineData("a = 1.", "1:5", "digits are needed")]
    [InlineData("a = 1e", "1:5", "digits are needed")]
    [InlineData("a = +0x1", "1:5", "without a sign")]
    [InlineData("a = 0o8", "1:5", "is not a number")]
    [InlineData("a = 9223372036854775808", "1:5", "does not fit in a 64-bit integer")]
    [InlineData("a = 0x8000000000000000", "1:5", "does not fit in a 64-bit integer")]
    [InlineData("a = 1e999", "1:5", "write inf")]
    [InlineData("a = True", "1:5", "text needs quotes")]
    [InlineData("a = 2023-02-29", "1:5", "is not a day of the calendar")]
    [InlineData("a = 24:00:00", "1:5", "is not a time")]
    [InlineData("a = 2023-02-28T10:00:00+24:00", "1:5", "is not an offset")]
    [InlineData("a = 07:32", "1:5", "is not a date or time")]
    [InlineData("a = [1 2]", "1:8", "expected ',' or ']'")]
    [InlineData("a = [1,,2]", "1:8", "expected a value")]
    [InlineData("a = {b = 1,}", "1:12", "expected a key")]
    [InlineData("a = {b = 1\n}", "1:11", "stands on one line")]
    [InlineData("[a]\n[a]", "2:2", "put all keys of a table under one header")]
    [InlineData("[a]\n[[a]]", "2:3", "only an array that [[...]] began")]
    [InlineData("a = []\n[[a]]", "2:3", "only an array that [[...]] began")]
    [InlineData("a = {}\n[a.b]", "2:2", "a value that is complete")]
    [InlineData("a = {}\na.b = 1", "2:1", "tables that its own section makes")]
    [InlineData("[a.b]\n[a]\nb.c = 1", "3:1", "tables that its own section makes")]
    [InlineData("a.b = 1\n[a]", "2:2", "put all keys of a table under one header")]
    [InlineData("[a", "1:3", "expected ']'")]
    [InlineData("[[a]", "1:4", "expected ']]'")]
    [InlineData("[]", "1:2", "expected a key")]
    [InlineData("\"\"\"a\"\"\" = 1", "1:1", "may not be a multi-line string")]
    public void Refused_with_place_and_advice(string text, string place, string message)
    {
        TomlException e = Assert.Throws<TomlException>(() => TomlDocument.Parse(text, "f"));
        Assert.StartsWith($"f:{place}: ", e.Message, StringComparison.Ordinal);
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Halves_of_surrogate_pairs_are_refused()
    {
        foreach (string half in new[] { "\ud800", "\udc00\ud800", "\ud800\ud800\udc00" })
        {
            TomlException e = Assert.Throws<TomlException>(() => TomlDocument.Parse($"a = '{half}'", "f"));
            Assert.Equal(new TomlLocation("f", 1, 6), e.Location);
        }
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_refused_at_their_place()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes("a = 1\nb = 'é"), 0xff, (byte)'\''];
        TomlException e = Assert.Throws<TomlException>(() => TomlDocument.Parse(bytes, "f"));
        Assert.Equal(new TomlLocation("f", 2, 7), e.Location);
    }
}
