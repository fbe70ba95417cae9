using System;
using System.Linq;
using System.Text;
using Pelikan.Node.Config.Toml;
using Xunit;

namespace Pelikan.Node.Tests.Config.Toml;

public sealed class TomlValueTests
{
    [Theory]
    [InlineData("0", 0L)]
    [InlineData("+17", 17L)]
    [InlineData("-17", -17L)]
    [InlineData("1_000_000", 1_000_000L)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("-9223372036854775808", long.MinValue)]
    [InlineData("0xDEAD_beef", 0xDEADBEEFL)]
    [InlineData("0x7fffffffffffffff", long.MaxValue)]
    [InlineData("0o755", 493L)]
    [InlineData("0b1010", 10L)]
    public void Integer_has_its_value(string text, long expected) => Assert.Equal(expected, Scalar<long>(text).Value);

    [Theory]
    [InlineData("1.5", 1.5)]
    [InlineData("-0.25", -0.25)]
    [InlineData("5e+22", 5e22)]
    [InlineData("1e06", 1e6)]
    [InlineData("6.626e-34", 6.626e-34)]
    [InlineData("1_0.0_1", 10.01)]
    [InlineData("inf", double.PositiveInfinity)]
    [InlineData("-inf", double.NegativeInfinity)]
    [InlineData("+nan", double.NaN)]
    public void Float_has_its_value(string text, double expected) => Assert.Equal(expected, Scalar<double>(text).Value);

    [Theory]
    [InlineData("\"a\\tb\\\\ \\u00e9 \\U0001F600\"", "a\tb\\ é 😀")]
    [InlineData("'C:\\path'", "C:\\path")]
    [InlineData("\"\"\"\none\n  two\"\"\"", "one\n  two")]
    [InlineData("\"\"\"one \\\n\n   two\"\"\"", "one two")]
    [InlineData("\"\"\"\"quoted\"\"\"\"\"", "\"quoted\"\"")]
    [InlineData("'''\nit's ''ok''.'''", "it's ''ok''.")]
    [InlineData("\"\"", "")]
    public void String_has_its_value(string text, string expected) => Assert.Equal(expected, Scalar<string>(text).Value);

    [Fact]
    public void Dates_and_times_have_their_parts()
    {
        DateOnly day = new(1979, 5, 27);
        TimeOnly time = new(7, 32, 0, 123);
        Assert.Equal(new TomlDateTime(day, null, null), Scalar<TomlDateTime>("1979-05-27").Value);
        Assert.Equal(new TomlDateTime(null, time, null), Scalar<TomlDateTime>("07:32:00.123").Value);
        Assert.Equal(new TomlDateTime(day, time, null), Scalar<TomlDateTime>("1979-05-27 07:32:00.123").Value);
        Assert.Equal(new TomlDateTime(day, time, TimeSpan.Zero), Scalar<TomlDateTime>("1979-05-27t07:32:00.123z").Value);
        Assert.Equal(new TomlDateTime(day, time, new TimeSpan(-8, -30, 0)), Scalar<TomlDateTime>("1979-05-27T07:32:00.123-08:30").Value);
        Assert.Equal(new TimeOnly(0, 0, 0).Add(TimeSpan.FromTicks(1_234_567)), Scalar<TomlDateTime>("00:00:00.12345678999").Value.Time);
    }

    [Fact]
    public void Tables_and_arrays_nest()
    {
        TomlTable root = TomlDocument.Parse("a.b = [1, [true], {c = 'x'},]\n[[t]]\nn = 1\n[[t]]\n[t.sub]\nn = 2\n", "f");
        TomlArray array = Assert.IsType<TomlArray>(Get(root, "a", "b"));
        Assert.Equal([TomlKind.Integer, TomlKind.Array, TomlKind.Table], array.Items.Select(item => item.Kind));
        TomlArray tables = Assert.IsType<TomlArray>(Get(root, "t"));
        Assert.Equal(2, tables.Items.Count);
        Assert.Equal(2L, Assert.IsType<TomlScalar<long>>(Get((TomlTable)tables.Items[1], "sub", "n")).Value);
    }

    [Fact]
    public void Every_node_knows_its_place()
    {
        TomlTable root = TomlDocument.Parse("# é\r\n\r\n  \"😀\" = [ 1,\r\n     'x' ]\n[sec]\nkey = 2", "dir/f.toml");
        TomlArray array = (TomlArray)Get(root, "😀");
        Assert.Equal("dir/f.toml:3:9", array.Location.ToString());
        Assert.Equal("dir/f.toml:4:6", array.Items[1].Location.ToString());
        Assert.Equal("dir/f.toml:5:2", Get(root, "sec").Location.ToString());
        TomlEntry key = ((TomlTable)Get(root, "sec")).Entries.Single();
        Assert.Equal(new TomlLocation("dir/f.toml", 6, 1), key.Key.Location);
        Assert.Equal(new TomlLocation("dir/f.toml", 6, 7), key.Value.Location);
    }

    [Fact]
    public void Byte_order_mark_is_skipped()
    {
        byte[] bytes = [.. Encoding.UTF8.Preamble, .. "a = 1"u8];
        Assert.Equal(new TomlLocation("f", 1, 1), TomlDocument.Parse(bytes, "f").Entries.Single().Key.Location);
    }

    [Fact]
    public void Nesting_and_key_parts_have_their_bounds()
    {
        Nested(TomlValueReader.NestingMax);
        Assert.Contains("128 deep", Assert.Throws<TomlException>(() => Nested(TomlValueReader.NestingMax + 1)).Message, StringComparison.Ordinal);
        Dotted(TomlKeyReader.PartsMax);
        Assert.Contains("128 parts", Assert.Throws<TomlException>(() => Dotted(TomlKeyReader.PartsMax + 1)).Message, StringComparison.Ordinal);

        static void Nested(int depth) => TomlDocument.Parse($"a = {new string('[', depth)}{new string(']', depth)}", "f");
        static void Dotted(int parts) => TomlDocument.Parse($"{string.Join('.', Enumerable.Repeat("k", parts))} = 1", "f");
    }

    private static TomlScalar<T> Scalar<T>(string text)
        where T : notnull =>
        Assert.IsType<TomlScalar<T>>(Get(TomlDocument.Parse($"v = {text} # comment", "f"), "v"));

    private static TomlNode Get(TomlTable table, params string[] path)
    {
        TomlNode node = table;
        foreach (string name in path)
        {
            Assert.True(((TomlTable)node).TryGet(name, out TomlNode? next), name);
            node = next;
        }

        return node;
    }
}
