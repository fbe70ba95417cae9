using System;
using System.Collections.Generic;

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

    public static IReadOnlyList<IntendedDifference> All { get; } = [TooFewWords, BodyOfABadLine];
}
