using System;
using System.Collections.Generic;
using System.Linq;

namespace Pelikan.Conformance.Differential;

/// <summary>
/// All that this server answers otherwise than memcached 1.6.18 and redis-server 7.0.15 to what the random commands send, or would send if it were the same.
/// The page docs/protocol/differences.md has the same list, and a test compares the two.
/// </summary>
internal static class IntendedDifferences
{
    private const string BadLine = "CLIENT_ERROR bad command line format\r\n";
    private const string Unknown = "ERROR\r\n";

    public static IntendedDifference TooFewWords { get; } = new(
        "A text command with too few words",
        "`ERROR` before 1.6.40",
        "`CLIENT_ERROR bad command line format`",
        "as memcached since 1.6.40")
    {
        Replies = (ours, theirs) => ours == BadLine && theirs == Unknown,
    };

    public static IntendedDifference BodyOfABadLine { get; } = new(
        "A storage command with a bad line",
        "the body is run as commands before 1.6.40",
        "the body is thrown away",
        "as memcached since 1.6.40: data must never be run")
    {
        Replies = (ours, theirs) => theirs == ours + Unknown || theirs == ours + BadLine,
    };

    public static IntendedDifference ErrorsOfMetaFlags { get; } = new(
        "A meta command with a flag it cannot read",
        "`md` and `ma` say `invalid or duplicate flag` to all of them before 1.6.40",
        "`md` says which it is, as the others do",
        "as memcached since 1.6.40")
    {
        Replies = (ours, theirs) => ours.StartsWith("CLIENT_ERROR ", StringComparison.Ordinal) && theirs == "CLIENT_ERROR invalid or duplicate flag\r\n",
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
        "`server redis`, its version, its numbers of connections",
        "the same fields; `id` is another number",
        "each server counts its own connections")
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
            && here.Zip(there).All(pair => pair.First == pair.Second || (pair.First == "c0" && pair.Second[0] == 'c'));
    }
}
