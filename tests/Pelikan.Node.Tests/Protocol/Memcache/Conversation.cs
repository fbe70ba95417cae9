using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Pelikan.Node.Tests.Protocol.Memcache;

/// <summary>What a client sends, and what it must read before it sends the next. <c>%name%</c> in a reply stands for a number, and in a later request for the same one.</summary>
internal sealed record Turn(string Request, string Reply, int SecondsBefore);

/// <summary>A session as wire literals: one behaviour, written so that any memcache server can be held to it.</summary>
internal sealed partial class Conversation
{
    private readonly List<Turn> _turns = [];
    private int _secondsToPass;

    public Conversation(string name) => Name = name;

    public string Name { get; }

    public IReadOnlyList<Turn> Turns => _turns;

    /// <summary>Whether the server closes the session after the last reply.</summary>
    public bool Closes { get; private set; }

    /// <summary>Why a memcached of another version, or any memcached, answers differently; null where none does.</summary>
    public string? OnlyHere { get; private set; }

    /// <summary>Bytes at the end that begin a request and do not finish it.</summary>
    public int BytesLeft { get; private set; }

    public bool NeedsTime => _turns.Exists(turn => turn.SecondsBefore > 0);

    public Conversation Say(string request, string reply)
    {
        _turns.Add(new Turn(request, reply, _secondsToPass));
        _secondsToPass = 0;
        return this;
    }

    /// <summary>As <see cref="Say"/>, for requests that are answered with silence.</summary>
    public Conversation SayQuietly(string request) => Say(request, string.Empty);

    public Conversation Wait(int seconds)
    {
        _secondsToPass += seconds;
        return this;
    }

    public Conversation Close()
    {
        Closes = true;
        return this;
    }

    /// <summary>The conversation ends inside a request, of which the server holds this many bytes.</summary>
    public Conversation Leave(int bytes)
    {
        BytesLeft = bytes;
        return this;
    }

    public Conversation Differs(string why)
    {
        OnlyHere = why;
        return this;
    }

    public override string ToString() => Name;

    /// <summary>Replace the numbers learnt so far.</summary>
    public static string Resolve(string text, IReadOnlyDictionary<string, string> learnt) =>
        learnt.Aggregate(text, (resolved, pair) => resolved.Replace($"%{pair.Key}%", pair.Value, StringComparison.Ordinal));

    /// <summary>Whether a reply is the expected one; learns the numbers that it names.</summary>
    public static bool Matches(string expected, string reply, Dictionary<string, string> learnt)
    {
        string resolved = Resolve(expected, learnt);
        if (!Placeholder().IsMatch(resolved))
        {
            return resolved == reply;
        }

        string pattern = Placeholder().Replace(
            Regex.Escape(resolved), match => $"(?<{match.Groups["name"].Value}>[0-9]+)");
        Match match = Regex.Match(reply, $"\\A(?:{pattern})\\z", RegexOptions.CultureInvariant);
        foreach (Group group in match.Groups.Cast<Group>().Where(group => char.IsAsciiLetter(group.Name[0])))
        {
            learnt[group.Name] = group.Value;
        }

        return match.Success;
    }

    [GeneratedRegex("%(?<name>[a-z]+)%", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
