using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Pelikan.Actors.Configuration.Hocon;
using Pelikan.TestKit;
using Xunit;

namespace Pelikan.Actors.Tests.Configuration;

public sealed class HoconTests
{
    /// <summary>HOCON, and its values as <c>path=value</c>, separated by blanks; items of a list by |.</summary>
    public static TheoryData<string, string> Values => new()
    {
        { "", "" },
        { "{}", "" },
        { "{ a = 1 }", "a=1" },
        { "a = 1\nb : 2\nc { d = 3 }", "a=1 b=2 c.d=3" },
        { "a=1,b=2,\nc=3,", "a=1 b=2 c=3" },
        { "a.b.c = 1\na.b.d = 2", "a.b.c=1 a.b.d=2" },
        { "a.\"b.c\".d = 1", "a.\"b.c\".d=1" },
        { "a b c = 1", "\"a b c\"=1" },
        { "a = 1 # comment\n// another\nb = 2", "a=1 b=2" },
        { "a = x//y", "a=x" },
        { "a = 1\na = 2", "a=2" },
        { "a { x = 1, y = 2 }\na { y = 3, z = 4 }", "a.x=1 a.y=3 a.z=4" },
        { "a { x = 1 }\na = 5", "a=5" },
        { "a = 5\na { x = 1 }", "a.x=1" },
        { "a { x = 1 } { y = 2 }", "a.x=1 a.y=2" },
        { "a = null\nb = 1\nb = null", "" },
        { "a = [1, 2\n3,\n]", "a=1|2|3" },
        { "a = []", "a=" },
        { "a = [1] [2, 3]", "a=1|2|3" },
        { "a = [1]\na += 2\na += 3", "a=1|2|3" },
        { "a += 1", "a=1" },
        { "x { a = [1] }\nx { a += 2 }\nx.a += 3", "x.a=1|2|3" },
        { "a = hello  big world  ", "a=hello  big world" },
        { "a = \"x\" y \"z\"", "a=x y z" },
        { "a = \"tab\\t quote\\\" slash\\/ \\u0041\"", "a=tab\t quote\" slash/ A" },
        { "a = \"\"\"one \"two\" \\n\nthree\"\"\"\"", "a=one \"two\" \\n\nthree\"" },
        { "a = \"\"", "a=" },
        { "a = 1\nb = ${a}", "a=1 b=1" },
        { "b = ${a}\na = 1", "b=1 a=1" },
        { "a = 1\nb = x-${a}-y", "a=1 b=x-1-y" },
        { "a = ${?none}\nb = x${?none}y", "b=xy" },
        { "a = 1\na = ${?none}", "a=1" },
        { "a = [1]\na = ${a} [2]", "a=1|2" },
        { "a = x\na = ${a}y\nb = ${a}", "a=xy b=xy" },
        { "path = \"/bin\"\npath = ${path}\":/usr/bin\"", "path=/bin:/usr/bin" },
        { "base { x = 1, y = 2 }\na = ${base} { y = 3 }", "base.x=1 base.y=2 a.x=1 a.y=3" },
        { "base { x = 1 }\na = ${base} { y = ${a.x} }", "base.x=1 a.x=1 a.y=1" },
        { "a { b = ${a.c}, c = 1 }", "a.b=1 a.c=1" },
        { "a.b = ${c}\nc { d = 4 }\ne = ${a.b.d}", "a.b.d=4 c.d=4 e=4" },
        { "base { l = [1] }\nbase.l = ${base.l} [2]\na = ${base}\na.l = ${a.l} [3]", "base.l=1|2 a.l=1|2|3" },
        { "a = ${HOME_OF}", "a=from the environment" },
        { "a = ${?HOME_OF}\nb = [${?none}, 1]", "a=from the environment b=1" },
        { "HOME_OF = here\na = ${HOME_OF}", "HOME_OF=here a=here" },
        { "a = on\nb = 10ms\nc = -1.5", "a=on b=10ms c=-1.5" },
        { "include = 1\nincluded = 2", "include=1 included=2" },
        { "\uFEFFa = 1\r\nb = 2\r\n", "a=1 b=2" },
    };

    /// <summary>Bad HOCON with the place of the error and a part of its message.</summary>
    public static TheoryData<string, string, string> Errors => new()
    {
        { "a", "text:1:2", "expected = or : or {" },
        { "a =", "text:1:4", "expected a value, found the end" },
        { "a = }", "text:1:5", "expected a value, found '}'" },
        { "a = 1 }", "text:1:7", "unexpected '}'" },
        { "{ a = 1", "text:1:8", "expected }" },
        { "a = {\n  b = 1", "text:1:5", "this { has no }" },
        { "a = [1,\n2", "text:1:5", "this [ has no ]" },
        { "a = [1, , 2]", "text:1:9", "expected a value, found ','" },
        { "a = 1,, b = 2", "text:1:7", "expected a key, found ','" },
        { "a = \"x\nb = 1", "text:1:5", "does not end on its line" },
        { "a = 1\nb = \"\"\"x", "text:2:5", "triple quotes" },
        { "a = \"\\q\"", "text:1:7", "unknown escape" },
        { "a = \"\\u12g4\"", "text:1:7", "unknown escape" },
        { "a = host:80", "text:1:9", "expected a comma" },
        { "a = x * y", "text:1:7", "special characters" },
        { "a = $x", "text:1:5", "${path}" },
        { "a = ${b", "text:1:8", "expected }" },
        { "a = 1\n  b = ${c.d}", "text:2:7", "${c.d} names no setting" },
        { "a = ${b}\nb = ${a}", "text:2:5", "comes back to itself" },
        { "a = ${a}", "text:1:5", "comes back to itself" },
        { "a = 1\na = ${b}x\nb = ${a}", "text:3:5", "comes back to itself" },
        { "a { b = ${a} }", "text:1:3", "contains itself" },
        { "a = [1] x", "text:1:5", "cannot be joined" },
        { "a = {x=1} [2]", "text:1:5", "cannot be joined" },
        { "a..b = 1", "text:1:3", "expected a key" },
        { "include required(\"none.conf\")", "text:1:1", "there is no \"none.conf\"" },
        { "include url(\"elsewhere\")", "text:1:9", "expected include \"name\"" },
        { "include \"self\"", "self", "inside one another" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void Hocon_means_what_it_means(string hocon, string expected) => Assert.Equal(expected, Dump(Parse(hocon)));

    [Theory]
    [MemberData(nameof(Errors))]
    public void Errors_say_where_and_what(string hocon, string place, string message)
    {
        HoconException error = Assert.Throws<HoconException>(() => Parse(hocon));
        Assert.StartsWith(place, error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Includes_are_read_in_place_and_their_substitutions_too()
    {
        Dictionary<string, string> files = new()
        {
            ["other"] = "x = 1\ny = ${x}\nz = ${?top}\nl += 2",
            ["nested"] = "include \"other\"",
        };
        Assert.Equal("top=t x=1 y=1 z=t l=2 after=1", Dump(Parse("top = t\ninclude \"other\"\nafter = ${x}", files)));
        Assert.Equal("top=t l=1 a.x=1 a.y=1 a.z=t a.l=2", Dump(Parse("top = t\nl = [1]\na { include \"nested\" }", files)));
        Assert.Equal("x=2 y=2 l=2", Dump(Parse("include file(\"other\"), x = 2", files)));
        Assert.Equal("x=1 y=1 l=2", Dump(Parse("include required(file(\"other\"))", files)));
        Assert.Equal("a=1", Dump(Parse("include \"absent\"\na = 1", files)));
    }

    [Fact]
    public void Errors_in_an_included_text_name_it()
    {
        HoconException error = Assert.Throws<HoconException>(() => Parse("include \"bad\"", new() { ["bad"] = "\na = }" }));
        Assert.StartsWith("bad:2:5", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("100ms", 100)]
    [InlineData("1.5s", 1500)]
    [InlineData("2 minutes", 120_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("1d", 86_400_000)]
    [InlineData("250", 250)]
    [InlineData("5000us", 5)]
    [InlineData("7000000 nanos", 7)]
    public void Durations_have_units(string text, int milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Parse($"a = {text}").GetTimeSpan("a"));

    [Theory]
    [InlineData("0", 0)]
    [InlineData("512B", 512)]
    [InlineData("64KiB", 65536)]
    [InlineData("64k", 65536)]
    [InlineData("64kB", 64000)]
    [InlineData("2 MB", 2_000_000)]
    [InlineData("2MiB", 2_097_152)]
    [InlineData("1.5G", 1_610_612_736)]
    [InlineData("1TB", 1_000_000_000_000)]
    public void Sizes_have_units(string text, long bytes) => Assert.Equal(bytes, Parse($"a = {text}").GetByteSize("a"));

    [Theory]
    [InlineData("yes", true)]
    [InlineData("on", true)]
    [InlineData("true", true)]
    [InlineData("no", false)]
    [InlineData("off", false)]
    [InlineData("false", false)]
    public void Booleans_have_three_names(string text, bool value) => Assert.Equal(value, Parse($"a = {text}").GetBoolean("a"));

    [Fact]
    public void Values_are_read_by_type_and_wrong_ones_say_where_they_stand()
    {
        Config config = Parse("i = -5\nl = 5000000000\nd = 1.5\ns = text\nlist = [a, b]\no { x = 1 }\nn = null\nforever = infinite");
        Assert.Equal(-5, config.GetInt("i"));
        Assert.Equal(5_000_000_000, config.GetLong("l"));
        Assert.Equal(1.5, config.GetDouble("d"));
        Assert.Equal(["a", "b"], config.GetStringList("list"));
        Assert.Equal(1, config.GetConfig("o").GetInt("x"));
        Assert.Equal(Timeout.InfiniteTimeSpan, config.GetTimeSpan("forever"));
        Assert.True(config.HasPath("o.x"));
        Assert.False(config.HasPath("n"));
        Assert.False(config.HasPath("s.x"));
        (Func<object?> Read, string Message)[] wrong =
        [
            (() => config.GetInt("l"), "text:2:5: l: expected a whole number of 32 bits"),
            (() => config.GetInt("s"), "text:4:5: s: expected a whole number"),
            (() => config.GetBoolean("s"), "text:4:5: s: expected true or false"),
            (() => config.GetTimeSpan("s"), "text:4:5: s: expected a duration"),
            (() => config.GetByteSize("s"), "text:4:5: s: expected a size"),
            (() => config.GetString("o"), "text:6:3: o: expected a single value, found an object"),
            (() => config.GetStringList("s"), "text:4:5: s: expected a list"),
            (() => config.GetConfig("list"), "text:5:8: list: expected an object"),
            (() => config.GetString("none.here"), "no setting \"none.here\""),
            (() => config.GetInt("n"), "no setting \"n\""),
        ];
        Assert.All(wrong, check => Assert.Contains(check.Message, Assert.Throws<HoconException>(check.Read).Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("1x")]
    [InlineData("-1s")]
    [InlineData("s")]
    [InlineData("1.2.3s")]
    [InlineData("99999999999999999999d")]
    [InlineData("9999999999999d")]
    public void Bad_durations_are_refused(string text) => Assert.Throws<HoconException>(() => Parse($"a = {text}").GetTimeSpan("a"));

    [Fact]
    public void A_fallback_fills_what_is_missing_and_no_more()
    {
        Config config = Parse("a { x = 1 }\nb = 2").WithFallback(Parse("a { x = 9, y = 8 }\nb { z = 7 }\nc = 6"));
        Assert.Equal("a.x=1 a.y=8 b=2 c=6", Dump(config));
    }

    [Fact]
    public void Substitutions_that_double_without_end_are_refused_in_time()
    {
        string text = "a0 = x\n" + string.Concat(Enumerable.Range(1, 60).Select(i => $"a{i} = ${{a{i - 1}}}${{a{i - 1}}}\n"));
        Assert.Contains("longer than", Assert.Throws<HoconException>(() => Parse(text)).Message, StringComparison.Ordinal);
        string lists = "a0 = [1]\n" + string.Concat(Enumerable.Range(1, 60).Select(i => $"a{i} = ${{a{i - 1}}} ${{a{i - 1}}}\n"));
        Assert.Throws<HoconException>(() => Parse(lists));
        string nested = "a0 = [1]\n" + string.Concat(Enumerable.Range(1, 40).Select(i => $"a{i} = [${{a{i - 1}}}, ${{a{i - 1}}}]\n"));
        Assert.Throws<HoconException>(() => Parse(nested));
        Assert.Throws<HoconException>(() => Parse("a = " + new string('[', 100_000)));
        Assert.Throws<HoconException>(() => Parse(string.Concat(Enumerable.Repeat("a{", 100_000))));
    }

    [Fact]
    public void Mutated_text_is_read_or_refused_and_nothing_else()
    {
        string[] seeds = [.. Values.Select(row => (string)row[0])];
        const string Pieces = "{}[]=:,+.$?\"#/\\\n \tab1\0${?include";
        Seeds.Each(1, 20_000, random =>
        {
            List<char> text = [.. seeds[random.Next(seeds.Length)], '\n', .. seeds[random.Next(seeds.Length)]];
            for (int edits = random.Next(1, 8); edits > 0; edits--)
            {
                int at = random.Next(text.Count + 1);
                if (random.Next(3) == 0 && at < text.Count)
                {
                    text.RemoveAt(at);
                }
                else
                {
                    text.Insert(at, Pieces[random.Next(Pieces.Length)]);
                }
            }

            try
            {
                Dump(Parse(new string([.. text])));
            }
            catch (HoconException refused)
            {
                Assert.Matches("^(text|self):[0-9]+:[0-9]+: .", refused.Message);
            }
        });
    }

    private static string Dump(Config config) => string.Join(' ', config.LeafPaths().Where(config.HasPath).Select(path => $"{path}={Show(config, path)}"));

    private static string Show(Config config, string path)
    {
        try
        {
            return config.GetString(path);
        }
        catch (HoconException)
        {
            try
            {
                return string.Join('|', config.GetStringList(path));
            }
            catch (HoconException)
            {
                return "a list of lists";
            }
        }
    }

    private static Config Parse(string hocon, Dictionary<string, string>? files = null)
    {
        HoconText? Find(string name) => name == "self"
            ? new HoconText("self", "include \"self\"", Find)
            : files?.GetValueOrDefault(name) is { } text ? new HoconText(name, text, Find) : null;
        return ConfigurationFactory.Parse(
            [new HoconText("text", hocon, Find)], name => name == "HOME_OF" ? "from the environment" : null);
    }
}
