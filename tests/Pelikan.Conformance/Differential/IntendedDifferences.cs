using System;
using System.Collections.Generic;
using System.Linq;

namespace Pelikan.Conformance.Differential;

/// <summary>
/// What the comparisons with memcached 1.6.18 and redis-server 7.0.15 take for intended. Some of it the random commands meet, and then the replies must differ
/// just so; the rest they keep away from. The page docs/protocol/differences.md has the same list, and a test compares the two.
/// </summary>
internal static class IntendedDifferences
{
    private const string BadLine = "CLIENT_ERROR bad command line format\r\n";
    private const string Unknown = "ERROR\r\n";
    private const string ClientError = "CLIENT_ERROR ";

    public static IntendedDifference TooFewWords { get; } = new(
        "A text or meta command with too few words",
        "`ERROR`",
        "`CLIENT_ERROR bad command line format`",
        "as memcached since 1.6.40")
    {
        Replies = (ours, theirs) => ours == BadLine && theirs == Unknown,
    };

    public static IntendedDifference BodyOfABadLine { get; } = new(
        "A storage command with a bad line",
        "its body is run as commands",
        "its body is thrown away",
        "as memcached since 1.6.40: data must never be run")
    {
        Replies = (ours, theirs) => theirs == ours + Unknown || theirs == ours + BadLine,
    };

    public static IntendedDifference ErrorsOfMetaFlags { get; } = new(
        "A meta command with a flag that cannot be read",
        "one of several `CLIENT_ERROR`s",
        "another of them",
        "as memcached since 1.6.40")
    {
        Replies = (ours, theirs) => ours.StartsWith(ClientError, StringComparison.Ordinal) && theirs.StartsWith(ClientError, StringComparison.Ordinal),
    };

    public static IntendedDifference IdOfAnItemStoredExpired { get; } = new(
        "An item that is stored with a time that is over",
        "the reply has the CAS id of an item that nobody can read",
        "the reply has 0 for it",
        "the item is not stored, so it has no id")
    {
        Replies = OnlyOursHasNoId,
    };

    public static IntendedDifference GreetingOfHello { get; } = new(
        "`HELLO`",
        "`id` is the session's number",
        "the same fields, another number",
        "each server counts its own sessions")
    {
        Replies = (ours, theirs) => ours.StartsWith("%[", StringComparison.Ordinal) && ours.Count(character => character == ' ') == theirs.Count(character => character == ' '),
    };

    public static IReadOnlyList<IntendedDifference> All { get; } =
    [
        TooFewWords,
        BodyOfABadLine,
        ErrorsOfMetaFlags,
        IdOfAnItemStoredExpired,
        GreetingOfHello,
        new("A text storage command without `<bytes>`", "one error; the body is run as commands", "one error, then closed", "what follows cannot be told from data"),
        new("`incr` and `decr` to a shorter number", "filled up with blanks, or not, by what else refers to the item", "the number alone", "the value is the number"),
        new("`incr` of a number above 2^63", "an error, if a `-` happens to lie behind it in memory", "counts", "the outcome does not depend on what lay there before"),
        new("A meta key sent in base64 once and as it is another time", "some changes of the item forget which", "the last store says which", "one rule for all commands"),
        new("Meta flags `E`, `S`, `C` with `mg`, `x`", "not known", "as in memcached 1.6.45", "clients of today send them"),
        new("`ms` with `I` and a CAS id", "a lower id is an older one", "any other id is an older one", "a CAS id says where an item lies, not when it was stored"),
        new("`mg` with `h` or `l` after a classic `set`", "whether and when it was read", "by the counter of the hash table; when is not known", "an item has room for them only if a meta command stored it"),
        new("`SCAN`, `HSCAN`, `SSCAN`, `ZSCAN`", "cursors and order of redis-server", "cursors and order of this server; a full sweep finds the same", "they follow each server's tables"),
        new("Order of sets, hashes and keys", "that of redis-server's tables", "that in which they came, or of this server's tables", "the order is not promised"),
        new("Scores with a fraction", "17 digits", "the shortest text that reads the same", "as Redis since 7.2"),
        new("`ZRANGEBYLEX` and its like on members of different scores", "what their walk happens to meet", "what a binary search happens to meet", "Redis leaves it unspecified"),
        new("A meta command refused for a long opaque", "the item counts as read", "it does not", "what is refused leaves no trace"),
        new("`mg` with `T-1`, `N` and `t`", "`t4294967234`", "`t0`", "a time that is over has no seconds left"),
        new("The score `-0`", "kept", "0", "the two are equal"),
        new("`ZSCAN` of a score above 2^53", "all its digits, or an exponent, by the form the set has", "as `ZSCORE`", "one text for one number"),
        new("Expiry more than 34 years ahead", "kept", "never", "an item keeps 40 bits of milliseconds"),
        new("Keys of RESP", "up to 512 MB, empty ones too", "1 to 250 bytes", "the other protocols share them"),
    ];

    private static bool OnlyOursHasNoId(string ours, string theirs)
    {
        if (ours.StartsWith('\x81') && ours.Length == theirs.Length)
        {
            string id = ours.Substring(BinaryDialect.CasOffset, sizeof(ulong));
            return id.Trim('\0').Length == 0 && ours == theirs.Remove(BinaryDialect.CasOffset, sizeof(ulong)).Insert(BinaryDialect.CasOffset, id);
        }

        string[] here = ours.Split(' ', '\r');
        string[] there = theirs.Split(' ', '\r');
        return here.Length == there.Length && here[0] == "HD"
            && here.Zip(there).All(pair => pair.First == pair.Second || (pair.First == "c0" && pair.Second.StartsWith('c')));
    }
}
