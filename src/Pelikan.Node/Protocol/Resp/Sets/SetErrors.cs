using System;
using System.Text;

namespace Pelikan.Node.Protocol.Resp.Sets;

/// <summary>Error texts of the commands on sets and sorted sets, without '-' and line end. Where Redis has the error, they are Redis' own.</summary>
internal static class SetErrors
{
    public static ReadOnlySpan<byte> ReplyTooLarge => "ERR result exceeds maximum allowed size (8 MiB)"u8;

    public static ReadOnlySpan<byte> TooManyMembers => "ERR too many members to look at in one command (131072)"u8;

    public static ReadOnlySpan<byte> TooManyDraws => "ERR too many draws in one command (131072)"u8;

    public static ReadOnlySpan<byte> KeyCountNotPositive => "ERR numkeys should be greater than 0"u8;

    public static ReadOnlySpan<byte> KeyCountTooLarge => "ERR Number of keys can't be greater than number of args"u8;

    public static ReadOnlySpan<byte> LimitNegative => "ERR LIMIT can't be negative"u8;

    public static ReadOnlySpan<byte> CountNotPositive => "ERR count should be greater than 0"u8;

    public static ReadOnlySpan<byte> RangeNotFloat => "ERR min or max is not a float"u8;

    public static ReadOnlySpan<byte> RangeNotString => "ERR min or max not valid string range item"u8;

    public static ReadOnlySpan<byte> RangeLimit =>
        "ERR syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX"u8;

    public static ReadOnlySpan<byte> RangeScores => "ERR syntax error, WITHSCORES not supported in combination with BYLEX"u8;

    public static ReadOnlySpan<byte> NotNumber => "ERR resulting score is not a number (NaN)"u8;

    public static ReadOnlySpan<byte> WeightNotFloat => "ERR weight value is not a float"u8;

    public static ReadOnlySpan<byte> XxWithNx => "ERR XX and NX options at the same time are not compatible"u8;

    public static ReadOnlySpan<byte> GtWithNx => "ERR GT, LT, and/or NX options at the same time are not compatible"u8;

    public static ReadOnlySpan<byte> IncrementsMany => "ERR INCR option supports a single increment-element pair"u8;

    public static byte[] NoKeys(RespCommand command) =>
        Encoding.ASCII.GetBytes($"ERR at least 1 input key is needed for '{command.ToString().ToLowerInvariant()}' command");
}
