using System.Collections.Generic;

using static Pelikan.Node.Tests.Protocol.Resp.Wire;

namespace Pelikan.Node.Tests.Protocol.Resp.Hashes;

/// <summary>HINCRBY, HINCRBYFLOAT, HRANDFIELD and HSCAN.</summary>
internal static class HashNumberConversations
{
    private const string NoFloat = "-ERR value is not a valid float\r\n";
    private const string NoHashFloat = "-ERR hash value is not a float\r\n";
    private const string NoHashInteger = "-ERR hash value is not an integer\r\n";
    private const string Overflow = "-ERR increment or decrement would overflow\r\n";

    public static IReadOnlyList<RespConversation> All { get; } =
    [
        new RespConversation("HINCRBY")
            .Ask("HINCRBY h n 5", Int(5))
            .Ask("HINCRBY h n -7", Int(-2))
            .Ask("HINCRBY h n 0", Int(-2))
            .Ask("HGET h n", Bulk("-2"))
            .Ask("HSET h n 9223372036854775806", Int(0))
            .Ask("HINCRBY h n 1", Int(9223372036854775807))
            .Ask("HINCRBY h n 1", Overflow)
            .Ask("HINCRBY h n -9223372036854775808", Int(-1))
            .Ask("HINCRBY h n -9223372036854775808", Overflow)
            .Ask("HGETALL h", Bulks("n", "-1")),
        new RespConversation("HINCRBY of what is no number")
            .AskWords(["HSET", "h", "a", "x", "b", " 1", "c", "", "d", "01", "e", "1.0", "f", "9223372036854775808"], Int(6))
            .Ask("HINCRBY h a 1", NoHashInteger)
            .Ask("HINCRBY h b 1", NoHashInteger)
            .Ask("HINCRBY h c 1", NoHashInteger)
            .Ask("HINCRBY h d 1", NoHashInteger)
            .Ask("HINCRBY h e 1", NoHashInteger)
            .Ask("HINCRBY h f 1", NoHashInteger)
            .Ask("HINCRBY h n x", NotInteger)
            .Ask("HINCRBY h n 1.5", NotInteger)
            .Ask("HINCRBY h n 9223372036854775808", NotInteger)
            .Ask("HEXISTS h n", Int(0)),
        new RespConversation("HINCRBYFLOAT")
            .Ask("HINCRBYFLOAT h a 0.1", Bulk("0.1"))
            .Ask("HINCRBYFLOAT h a 0.2", Bulk("0.3"))
            .Ask("HINCRBYFLOAT h a 1000", Bulk("1000.29999999999999999"))
            .Ask("HINCRBYFLOAT h a -1000", Bulk("0.29999999999999999"))
            .Ask("HINCRBYFLOAT h a 10000000000", Bulk("10000000000.29999999981373549"))
            .Ask("HINCRBYFLOAT h b 3.0e3", Bulk("3000"))
            .Ask("HINCRBYFLOAT h b -5000.5", Bulk("-2000.5"))
            .Ask("HINCRBYFLOAT h b +1E2", Bulk("-1900.5"))
            .Ask("HINCRBYFLOAT h b .5", Bulk("-1900"))
            .Ask("HINCRBYFLOAT h b 1.", Bulk("-1899"))
            .Ask("HINCRBYFLOAT h z -0", Bulk("0"))
            .Ask("HINCRBYFLOAT h z 1e-18", Bulk("0"))
            .Ask("HINCRBYFLOAT h z 1e-17", Bulk("0.00000000000000001"))
            .Ask("HINCRBYFLOAT h z -2e-17", Bulk("-0.00000000000000001"))
            .Ask("HINCRBYFLOAT h c 1e22", Bulk("10000000000000000000000"))
            .Ask("HINCRBYFLOAT h c 123456789", Bulk("10000000000000123456512"))
            .Ask("HGET h c", Bulk("10000000000000123456512")),
        new RespConversation("HINCRBYFLOAT of what is no number")
            .AskWords(["HSET", "h", "a", "x", "b", " 1", "c", "", "i", "inf", "m", "-Infinity", "l", "1e4932"], Int(6))
            .Ask("HINCRBYFLOAT h a 1", NoHashFloat)
            .Ask("HINCRBYFLOAT h b 1", NoHashFloat)
            .Ask("HINCRBYFLOAT h c 1", NoHashFloat)
            .Ask("HINCRBYFLOAT h i 1", "-ERR increment would produce NaN or Infinity\r\n")
            .Ask("HINCRBYFLOAT h m 1", "-ERR increment would produce NaN or Infinity\r\n")
            .Ask("HINCRBYFLOAT h l 9e4931", "-ERR increment would produce NaN or Infinity\r\n")
            .Ask("HINCRBYFLOAT h n inf", "-ERR value is NaN or Infinity\r\n")
            .Ask("HINCRBYFLOAT h n -infinity", "-ERR value is NaN or Infinity\r\n")
            .Ask("HINCRBYFLOAT h n nan", NoFloat)
            .Ask("HINCRBYFLOAT h n x", NoFloat)
            .Ask("HINCRBYFLOAT h n 1e", NoFloat)
            .Ask("HINCRBYFLOAT h n 1e5000", NoFloat)
            .Ask("HINCRBYFLOAT h n 1e-5000", NoFloat)
            .Ask("HINCRBYFLOAT h n 1e99999999999", NoFloat)
            .Ask("HINCRBYFLOAT h n .", NoFloat)
            .Ask("HINCRBYFLOAT h n --1", NoFloat)
            .Ask("HINCRBYFLOAT h n 1.2.3", NoFloat)
            .AskWords(["HINCRBYFLOAT", "h", "n", " 1"], NoFloat)
            .AskWords(["HINCRBYFLOAT", "h", "n", "1 "], NoFloat)
            .AskWords(["HINCRBYFLOAT", "h", "n", ""], NoFloat)
            .Ask("HEXISTS h n", Int(0)),
        new RespConversation("HINCRBYFLOAT in hexadecimal")
            .Ask("HINCRBYFLOAT h n 0x10", NoFloat)
            .Differs("the C library reads it"),
        new RespConversation("HRANDFIELD")
            .Ask("HSET h f v", Int(1))
            .Ask("HRANDFIELD h", Bulk("f"))
            .Ask("HRANDFIELD h 0", EmptyArray)
            .Ask("HRANDFIELD h 1", Bulks("f"))
            .Ask("HRANDFIELD h 9223372036854775807", Bulks("f"))
            .Ask("HRANDFIELD h -3", Bulks("f", "f", "f"))
            .Ask("HRANDFIELD h 3 WITHVALUES", Bulks("f", "v"))
            .Ask("HRANDFIELD h -2 withvalues", Bulks("f", "v", "f", "v")),
        new RespConversation("HRANDFIELD in version 3")
            .Version3()
            .Ask("HSET h f v", Int(1))
            .Ask("HRANDFIELD h", Bulk("f"))
            .Ask("HRANDFIELD h -2", Bulks("f", "f"))
            .Ask("HRANDFIELD h 0 WITHVALUES", EmptyArray)
            .Ask("HRANDFIELD h -2 WITHVALUES", Array(Bulks("f", "v"), Bulks("f", "v"))),
        new RespConversation("HRANDFIELD with wrong words")
            .Ask("HSET h f v", Int(1))
            .Ask("HRANDFIELD h x", NotInteger)
            .Ask("HRANDFIELD h -9223372036854775808", "-ERR value is out of range, value must between -9223372036854775807 and 9223372036854775807\r\n")
            .Ask("HRANDFIELD h -9223372036854775807 WITHVALUES", "-ERR value is out of range\r\n")
            .Ask("HRANDFIELD h 9223372036854775807 WITHVALUES", "-ERR value is out of range\r\n")
            .Ask("HRANDFIELD h 1 VALUES", Syntax)
            .Ask("HRANDFIELD h 1 WITHVALUES x", Syntax)
            .Ask("HRANDFIELD none 1 VALUES", Syntax),
        new RespConversation("HSCAN")
            .Ask("HSCAN none 0", Array(Bulk("0"), EmptyArray))
            .Ask("HSCAN none 5 BAD WORDS", Array(Bulk("0"), EmptyArray))
            .Ask("HSET h a 1 ab 2 b 3", Int(3))
            .Ask("HSCAN h 0", Array(Bulk("0"), Bulks("a", "1", "ab", "2", "b", "3")))
            .Ask("HSCAN h -1", Array(Bulk("0"), Bulks("a", "1", "ab", "2", "b", "3")))
            .Ask("HSCAN h +1", Array(Bulk("0"), Bulks("a", "1", "ab", "2", "b", "3")))
            .Ask("HSCAN h 0 COUNT 1", Array(Bulk("0"), Bulks("a", "1", "ab", "2", "b", "3")))
            .Ask("HSCAN h 7", Array(Bulk("0"), Bulks("a", "1", "ab", "2", "b", "3")))
            .Ask("HSCAN h 0 MATCH a*", Array(Bulk("0"), Bulks("a", "1", "ab", "2")))
            .Ask("HSCAN h 0 match ?b count 1", Array(Bulk("0"), Bulks("ab", "2")))
            .Ask("HSCAN h 0 MATCH x*", Array(Bulk("0"), EmptyArray))
            .Ask("HSCAN h 0 MATCH b MATCH a", Array(Bulk("0"), Bulks("a", "1")))
            .AskWords(["HSCAN", "h", ""], Array(Bulk("0"), Bulks("a", "1", "ab", "2", "b", "3"))),
        new RespConversation("HSCAN with wrong words")
            .Ask("HSET h a 1", Int(1))
            .Ask("HSCAN h x", "-ERR invalid cursor\r\n")
            .Ask("HSCAN h 1x", "-ERR invalid cursor\r\n")
            .Ask("HSCAN none x", "-ERR invalid cursor\r\n")
            .Ask("HSCAN h 99999999999999999999999", "-ERR invalid cursor\r\n")
            .Ask("HSCAN h 0 COUNT 0", Syntax)
            .Ask("HSCAN h 0 COUNT -5", Syntax)
            .Ask("HSCAN h 0 COUNT x", NotInteger)
            .Ask("HSCAN h 0 COUNT", Syntax)
            .Ask("HSCAN h 0 MATCH", Syntax)
            .Ask("HSCAN h 0 NOVALUES", Syntax)
            .Ask("HSCAN h 0 BAD WORDS", Syntax),
    ];
}
