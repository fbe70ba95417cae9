using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace Pelikan.Conformance.Differential;

/// <summary>RESP, version 2 or 3. Each command has one reply; a PING behind those sent at once shows that none had two.</summary>
internal sealed class RespDialect : IDialect
{
    private const int MillisecondsApart = 2_000;
    private const string FenceText = "fence of a batch";

    public Step Clear { get; } = Command(["FLUSHALL"], []);

    /// <summary>A command on the wire.</summary>
    public static Step Command(IReadOnlyList<string> words, IReadOnlyList<string> keys, ReplyRule rule = ReplyRule.Exact)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"*{words.Count}\r\n");
        foreach (string word in words)
        {
            text.Append(CultureInfo.InvariantCulture, $"${word.Length}\r\n{word}\r\n");
        }

        return new Step(Wire.Bytes(text.ToString()), keys, rule);
    }

    public byte[] Frame(IReadOnlyList<Step> steps, CasBook book, bool ours) =>
        [.. steps.SelectMany(step => step.Head), .. Command(["PING", FenceText], []).Head];

    public IReadOnlyList<byte[]> ReadReplies(Peer peer, IReadOnlyList<Step> steps)
    {
        List<byte[]> replies = [.. steps.Select(step => Wire.Bytes(RespValue.Read(peer).Write(step.Rule)))];
        RespValue fence = RespValue.Read(peer);
        return fence.Text == FenceText ? replies : throw new IOException($"more replies than commands: {fence.Text}");
    }

    public bool Agree(Step step, byte[] ours, byte[] theirs, CasBook book) =>
        ours.AsSpan().SequenceEqual(theirs) || step.Rule switch
        {
            ReplyRule.Seconds => Apart(ours, theirs) <= 1,
            ReplyRule.Milliseconds => Apart(ours, theirs) <= MillisecondsApart,
            _ => false,
        };

    private static long Apart(byte[] ours, byte[] theirs) =>
        Number(ours, out long here) && Number(theirs, out long there) && here > 0 && there > 0 ? Math.Abs(here - there) : long.MaxValue;

    private static bool Number(byte[] written, out long number)
    {
        string text = Wire.Text(written);
        number = 0;
        return text.StartsWith(':') && long.TryParse(text[(text.IndexOf(':', 1) + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
    }
}
