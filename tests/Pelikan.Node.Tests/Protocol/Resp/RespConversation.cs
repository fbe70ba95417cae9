using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Pelikan.Node.Tests.Protocol.Resp;

/// <summary>What a client sends, and what it must read before it sends the next. <c>%name%</c> in a reply stands for a number, and in a later request for the same one.</summary>
internal sealed record RespTurn(string Request, string Reply, int MillisecondsBefore);

/// <summary>A RESP session as wire literals, one byte a character: one behaviour, written so that any Redis can be held to it.</summary>
internal sealed class RespConversation(string name)
{
    private readonly List<RespTurn> _turns = [];
    private int _millisecondsToPass;

    public string Name { get; } = name;

    public IReadOnlyList<RespTurn> Turns => _turns;

    /// <summary>Whether the client says HELLO 3 before the first turn.</summary>
    public bool SpeaksVersion3 { get; private set; }

    /// <summary>Whether the server closes the session after the last reply.</summary>
    public bool Closes { get; private set; }

    /// <summary>Why Redis 7.0 answers differently; null where it does not.</summary>
    public string? OnlyHere { get; private set; }

    public bool NeedsTime => _turns.Exists(turn => turn.MillisecondsBefore > 0);

    /// <summary>An array of bulk strings, as clients send it.</summary>
    public static string Encode(params IReadOnlyList<string> words) =>
        words.Aggregate(
            new StringBuilder().Append(CultureInfo.InvariantCulture, $"*{words.Count}\r\n"),
            (request, word) => request.Append(CultureInfo.InvariantCulture, $"${word.Length}\r\n{word}\r\n")).ToString();

    /// <summary>A bulk string.</summary>
    public static string Bulk(string text) => string.Create(CultureInfo.InvariantCulture, $"${text.Length}\r\n{text}\r\n");

    /// <summary>Send the words of a line, which a single blank parts; an empty word lies between two blanks.</summary>
    public RespConversation Ask(string words, string reply) => Say(Encode(words.Split(' ')), reply);

    /// <summary>Send words that may have blanks in them.</summary>
    public RespConversation AskWords(string[] words, string reply) => Say(Encode(words), reply);

    /// <summary>Send bytes as they are.</summary>
    public RespConversation Say(string request, string reply)
    {
        _turns.Add(new RespTurn(request, reply, _millisecondsToPass));
        _millisecondsToPass = 0;
        return this;
    }

    public RespConversation Version3()
    {
        SpeaksVersion3 = true;
        return this;
    }

    public RespConversation Wait(int milliseconds)
    {
        _millisecondsToPass += milliseconds;
        return this;
    }

    public RespConversation Close()
    {
        Closes = true;
        return this;
    }

    public RespConversation Differs(string why)
    {
        OnlyHere = why;
        return this;
    }

    public override string ToString() => Name;
}
