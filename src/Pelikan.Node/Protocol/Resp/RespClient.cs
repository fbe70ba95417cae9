using System.Threading;

namespace Pelikan.Node.Protocol.Resp;

/// <summary>What a client has said about itself in its session.</summary>
public sealed class RespClient
{
    private static long _last;

    /// <summary>A number that no other session of this process has.</summary>
    public long Id { get; init; } = Interlocked.Increment(ref _last);

    public string Name { get; set; } = "";

    /// <summary>The client library's name and version.</summary>
    public string LibraryName { get; set; } = "";

    public string LibraryVersion { get; set; } = "";

    /// <summary>Which replies it wants.</summary>
    internal ReplyMode Replies { get; set; }

    /// <summary>A request begins whose reply is not wanted.</summary>
    internal void BeginRequest() => Replies = Replies == ReplyMode.Skip ? ReplyMode.Skipping : Replies;

    /// <summary>It ends; whether it has made its own reply, and those that follow, wanted.</summary>
    internal bool EndRequest()
    {
        bool wanted = Replies == ReplyMode.On;
        Replies = Replies == ReplyMode.Skipping ? ReplyMode.On : Replies;
        return wanted;
    }

    /// <summary>Replies are wanted from here on, and behind a request whose own is to be skipped.</summary>
    internal void WantReplies() => Replies = Replies == ReplyMode.Skipping ? Replies : ReplyMode.On;
}
