using System.Collections.Generic;

namespace Pelikan.Node.Tests.Protocol.Memcache.Binary;

/// <summary>A session of the binary protocol as wire literals: one behaviour, written so that any memcached can be held to it.</summary>
internal sealed class BinaryConversation
{
    private readonly List<Turn> _turns = [];
    private int _secondsToPass;

    public BinaryConversation(string name) => Name = name;

    public string Name { get; }

    public IReadOnlyList<Turn> Turns => _turns;

    /// <summary>Whether the server closes the session after the last reply.</summary>
    public bool Closes { get; private set; }

    /// <summary>Why memcached 1.6.18 answers differently; null where it does not.</summary>
    public string? OnlyHere { get; private set; }

    public bool NeedsTime => _turns.Exists(turn => turn.SecondsBefore > 0);

    public BinaryConversation Say(string request, string reply)
    {
        _turns.Add(new Turn(request, reply, _secondsToPass));
        _secondsToPass = 0;
        return this;
    }

    /// <summary>As <see cref="Say"/>, for requests that are answered with silence.</summary>
    public BinaryConversation SayQuietly(string request) => Say(request, string.Empty);

    public BinaryConversation Wait(int seconds)
    {
        _secondsToPass += seconds;
        return this;
    }

    public BinaryConversation Close()
    {
        Closes = true;
        return this;
    }

    public BinaryConversation Differs(string why)
    {
        OnlyHere = why;
        return this;
    }

    public override string ToString() => Name;
}
