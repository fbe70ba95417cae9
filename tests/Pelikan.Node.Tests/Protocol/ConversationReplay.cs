using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Xunit;

namespace Pelikan.Node.Tests.Protocol;

/// <summary>
/// A conversation, had turn by turn and then replayed in every way in which its bytes may arrive and its replies may be taken away:
/// the bytes answered are the same.
/// </summary>
/// <param name="newHarness">The server as it is before the conversation, with this high-watermark.</param>
internal sealed class ConversationReplay(Func<int, TextHarness> newHarness)
{
    /// <summary>Bursts up to this long are cut at every place; of longer ones only the places near their ends.</summary>
    private const int CutEverywhereBytesMax = 3000;

    private const int CutNearEndsBytes = 60;
    private const int HighWatermark = 64 * 1024;
    private const int TinyWatermark = 1;
    private const int ShownCharactersMax = 600;

    private readonly TextHarness _harness = newHarness(HighWatermark);
    private readonly List<Burst> _bursts = [];

    /// <summary>The next turn. Returns the reply.</summary>
    public string Ask(string request, long millisecondsBefore)
    {
        _harness.Now = _harness.Now.PlusMilliseconds(millisecondsBefore);
        string reply = _harness.Send(request);
        if (_bursts.Count == 0 || millisecondsBefore > 0)
        {
            _bursts.Add(new Burst(string.Empty, string.Empty, millisecondsBefore));
        }

        _bursts[^1] = _bursts[^1] with { Requests = _bursts[^1].Requests + request, Replies = _bursts[^1].Replies + reply };
        return reply;
    }

    /// <summary>The last turn is over.</summary>
    /// <param name="closes">Whether the server is to have closed the session.</param>
    /// <param name="bytesLeft">Bytes at the end that begin a request and do not finish it.</param>
    public ConversationReplay End(bool closes, int bytesLeft = 0)
    {
        Assert.Equal(closes, _harness.Closed);
        Assert.True(closes || _harness.PendingBytes == bytesLeft, "bytes of the conversation were not used up");
        return this;
    }

    public void ByteByByte()
    {
        foreach (int watermark in new[] { TinyWatermark, HighWatermark })
        {
            Replay(watermark, "byte by byte", (harness, requests) => requests.Aggregate(new StringBuilder(), (replies, one) => replies.Append(harness.Send(one.ToString()))).ToString());
        }
    }

    public void CutAnywhere()
    {
        for (int cut = 0; cut <= _bursts.Max(burst => burst.Requests.Length); cut++)
        {
            if (_bursts.Exists(burst => IsWorthCutting(burst.Requests.Length, cut)))
            {
                Replay(HighWatermark, $"cut at {cut}", (harness, requests) =>
                {
                    int at = Math.Min(cut, requests.Length);
                    return harness.Send(requests[..at]) + harness.Send(requests[at..]);
                });
            }
        }
    }

    public void IntoAFullOutput()
    {
        foreach (int watermark in new[] { TinyWatermark, 7, 64 })
        {
            Replay(watermark, $"at most {watermark} bytes at a time", (harness, requests) => harness.Send(requests));
        }
    }

    public static string Show(string text)
    {
        string shown = text.Length > ShownCharactersMax ? $"{text[..ShownCharactersMax]}… ({text.Length} bytes)" : text;
        return shown.Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
    }

    private static bool IsWorthCutting(int length, int cut) =>
        cut <= length && (length <= CutEverywhereBytesMax || cut < CutNearEndsBytes || cut > length - CutNearEndsBytes);

    private void Replay(int highWatermark, string how, Func<TextHarness, string, string> send)
    {
        TextHarness harness = newHarness(highWatermark);
        foreach (Burst burst in _bursts)
        {
            harness.Now = harness.Now.PlusMilliseconds(burst.MillisecondsBefore);
            string replies = send(harness, burst.Requests);
            Assert.True(burst.Replies == replies, $"{how}: expected {Show(burst.Replies)}, was {Show(replies)}");
        }

        Assert.Equal(_harness.Closed, harness.Closed);
    }

    /// <summary>What was said and answered between two waits.</summary>
    private sealed record Burst(string Requests, string Replies, long MillisecondsBefore);
}
