using System;
using System.Linq;
using Xunit;

namespace Pelikan.Tidy.Tests.Text;

public class CSharpTextTests
{
    [Theory]
    [InlineData("a // b", "a", "// b")]
    [InlineData("a /* b */ c", "a c", "/* b */")]
    [InlineData("a \"b // c\" d", "a d", "")]
    [InlineData("a \"b\\\"c\" d", "a d", "")]
    [InlineData("a @\"b\"\"c\\\" d", "a d", "")]
    [InlineData("a $\"b{c}d{{e}}\" f", "a c f", "")]
    [InlineData("a $\"{b[\"c\"]}\" f", "a b[ ] f", "")]
    [InlineData("a $@\"b{c}\"\"\" d", "a c d", "")]
    [InlineData("a \"\"\"b \"c\" // d\"\"\" e", "a e", "")]
    [InlineData("a '\\'' '\"' b", "a b", "")]
    [InlineData("#error don't // b", "#error don't", "// b")]
    public void Code_and_comments_come_apart(string text, string code, string comments)
    {
        CSharpText parts = CSharpText.Read(text);
        Assert.Equal(code, Collapse(parts.Code));
        Assert.Equal(comments, Collapse(parts.Comments));
        Assert.Equal((text.Length, text.Length), (parts.Code.Length, parts.Comments.Length));
    }

    [Fact]
    public void A_member_begins_behind_the_one_before()
    {
        const string text = "class C { /* a */ int _a; [X] int B() { if (_a > 0) { } return 1; } int D => 1; }";
        Assert.Equal(
            ["int _a;", "int B() { if (_a > 0) { } return 1; }", "int D => 1;"],
            Member.Of(CSharpText.Read(text)).Select(member => text[member.Signature..member.End]));
    }

    [Fact]
    public void Functions_are_measured_from_signature_to_brace()
    {
        const string text =
            """
            namespace N;

            /// <summary>A { b }</summary>
            internal sealed class C<T> where T : class
            {
                private static readonly int[] Table = new[]
                {
                    1,
                };

                public int Value { get; set; }

                [Fact]
                public void Run(int a = 1)
                {
                    void Inner() { a++; }
                }

                private int Pick(int a) => a switch
                {
                    _ => 1,
                };
            }
            """;

        Assert.Equal(
            [new FunctionSize("Value", 11, 1), new FunctionSize("Run", 14, 4), new FunctionSize("Pick", 19, 4)],
            FunctionSize.Of(CSharpText.Read(text)));
    }

    private static string Collapse(string text) => string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
