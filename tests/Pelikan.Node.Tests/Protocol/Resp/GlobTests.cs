using System.Diagnostics;
using System.Text;
using Pelikan.Node.Protocol.Resp;
using Xunit;

namespace Pelikan.Node.Tests.Protocol.Resp;

public sealed class GlobTests
{
    [Theory]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("*", "", true)]
    [InlineData("*", "abc", true)]
    [InlineData("a*", "abc", true)]
    [InlineData("*c", "abc", true)]
    [InlineData("a*c", "abbbc", true)]
    [InlineData("a*c", "abbbd", false)]
    [InlineData("a**c", "ac", true)]
    [InlineData("*a*b*", "xxaxxbxx", true)]
    [InlineData("*ab", "aab", true)]
    [InlineData("?", "", false)]
    [InlineData("?", "a", true)]
    [InlineData("a?c", "abc", true)]
    [InlineData("[abc]", "b", true)]
    [InlineData("[a-c]x", "bx", true)]
    [InlineData("[c-a]", "b", true)]
    [InlineData("[^a-c]", "b", false)]
    [InlineData("[^a-c]", "d", true)]
    [InlineData("[\\]]", "]", true)]
    [InlineData("[abc", "c", true)]
    [InlineData("[]", "a", false)]
    [InlineData("\\*", "*", true)]
    [InlineData("\\*", "a", false)]
    [InlineData("a\\", "a\\", true)]
    [InlineData("abc", "abcd", false)]
    [InlineData("abcd", "abc", false)]
    [InlineData("A", "a", false)]
    public void Patterns_match_as_in_redis(string pattern, string text, bool matches) =>
        Assert.Equal(matches, Glob.Matches(Encoding.ASCII.GetBytes(pattern), Encoding.ASCII.GetBytes(text)));

    [Theory]
    [InlineData(16_000, true)]
    [InlineData(20_000, false)]
    public void A_class_and_a_text_are_compared_up_to_so_many_steps(int letters, bool matches)
    {
        byte[] inClass = Encoding.ASCII.GetBytes($"[{new string('b', letters)}a]");
        Assert.Equal(matches, Glob.Matches(inClass, "a"u8, out int steps));
        Assert.InRange(steps, matches ? letters : 16_384, 16_385);
        byte[] text = Encoding.ASCII.GetBytes(new string('a', letters));
        Assert.Equal(matches, Glob.Matches(text, text, out steps));
        Assert.InRange(steps, matches ? letters : 16_384, 16_385);
    }

    [Fact]
    public void A_pattern_made_to_take_forever_does_not()
    {
        byte[] pattern = Encoding.ASCII.GetBytes(new string('*', 1000) + new string('a', 200_000) + "b");
        byte[] text = Encoding.ASCII.GetBytes(new string('a', 400_000));
        long start = Stopwatch.GetTimestamp();
        Assert.False(Glob.Matches(pattern, text));
        Assert.False(Glob.Matches(Encoding.ASCII.GetBytes("*" + new string('[', 100_000)), text));
        Assert.True(Stopwatch.GetElapsedTime(start).TotalSeconds < 2);
    }
}
