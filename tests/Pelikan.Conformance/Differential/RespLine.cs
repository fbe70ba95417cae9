using System.Collections.Generic;

namespace Pelikan.Conformance.Differential;

/// <summary>A RESP command in words.</summary>
/// <param name="Words">The command word and its arguments.</param>
/// <param name="Rule">How the replies to it are compared.</param>
/// <param name="Fixed">Whether it must be sent just so: another argument would make the server choose by chance.</param>
internal sealed record RespLine(IReadOnlyList<string> Words, ReplyRule Rule = ReplyRule.Exact, bool Fixed = false)
{
    public static RespLine Of(params string[] words) => new(words);

    public static RespLine Unordered(params string[] words) => new(words, ReplyRule.Unordered);

    public static RespLine With(ReplyRule rule, params string[] words) => new(words, rule);
}
