using System.Collections.Immutable;
using System.Linq;
using System.Text;
using Pelikan.Storage.Checks;

namespace Pelikan.Node.Admin;

/// <summary>
/// The reply to <c>check</c>: a line for each shard, a line for each broken rule, and last <c>SOUND</c> or <c>UNSOUND</c>.
/// <code>
///  SHARD 0 items 1000 bytes 64000 segments 3 walked 2 ms 12 compared
///  PROBLEM 0 segment 2 counts 10 items; a walk meets 9
///  UNSOUND
/// </code>
/// </summary>
internal static class CheckReport
{
    internal static AdminReply Of(ImmutableArray<ShardCheck> checks)
    {
        if (checks.IsEmpty)
        {
            return AdminReply.Error("this server stores nothing");
        }

        StringBuilder reply = new();
        foreach (ShardCheck check in checks)
        {
            StoreCheckResult result = check.Result;
            reply.Append($"SHARD {check.Shard} items {result.Items} bytes {result.ItemBytes} segments {result.Segments} ")
                .Append($"walked {result.Walked} ms {(long)check.Taken.TotalMilliseconds} ")
                .Append(result.IsCompared ? "compared" : $"not compared: {result.Changes} changes during the check");
            if (result.Skipped > 0)
            {
                reply.Append($", {result.Skipped} busy chains skipped");
            }

            reply.Append("\r\n");
            foreach (string problem in result.Problems)
            {
                reply.Append($"PROBLEM {check.Shard} {problem}\r\n");
            }
        }

        return new AdminReply(reply.Append(checks.All(check => check.Result.IsSound) ? "SOUND\r\n" : "UNSOUND\r\n").ToString());
    }
}
