using System;
using Pelikan.Node.Protocol.Memcache.Text;
using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Memcache.Meta;

/// <summary>
/// Composes the answer of mg to an item. Flags act in their order: <c>t T30</c> tells the time to live that was, <c>T30 t</c> the one
/// that will be. So what becomes of the item is known when its answer is written.
/// </summary>
internal readonly ref struct MetaGetReply
{
    private readonly ReadOnlySpan<byte> _key;
    private readonly MetaLine _line;
    private readonly ResponseWriter _output;
    private readonly Instant _now;
    private readonly int _start;

    public MetaGetReply(ReadOnlySpan<byte> key, MetaLine line, ResponseWriter output, Instant now)
    {
        _key = key;
        _line = line;
        _output = output;
        _now = now;
        _start = output.Length;
    }

    /// <summary>What T gives the item.</summary>
    public Instant Expiry { get; init; }

    /// <summary>What N gives an item that it makes.</summary>
    public Instant VivifyExpiry { get; init; }

    /// <summary>What R compares with; the present where it can win nothing.</summary>
    public Instant RecacheBefore { get; init; }

    /// <summary>What is known of the reads before this one.</summary>
    public ItemAccess Access { get; init; }

    /// <summary>The expiry of an item that N makes.</summary>
    public Instant CreatedExpiry => _line.Has(MetaFlag.Ttl) && _line.TtlComesLast ? Expiry : VivifyExpiry;

    /// <summary>Take back an answer that was written.</summary>
    public void TakeBack() => _output.Truncate(_start);

    /// <summary>Answer to an item.</summary>
    /// <param name="item">The item as it is; the default, which has an empty value, where N has just made it.</param>
    /// <param name="cas">Its CAS id, for whoever asked.</param>
    /// <param name="created">Whether N has just made it.</param>
    /// <returns>Whether this client is told to make a new value.</returns>
    public bool Write(scoped in ItemView item, ulong cas, bool created)
    {
        ReadOnlySpan<byte> value = item.Value;
        bool withValue = _line.Has(MetaFlag.Value) && !(_line.Has(MetaFlag.CompareCas) && _line.CompareCas == cas);
        MetaReplyLine reply = new(_output.Reserve(MetaReplyLine.BytesMax + (withValue ? value.Length : 0)));
        reply.Put(withValue ? MetaReplies.ValueFollows : MetaReplies.Done);
        if (withValue)
        {
            reply.Put((ulong)value.Length);
        }

        bool recache = PutFlags(ref reply, in item, cas, created);
        bool won = PutState(ref reply, item.Marks, created || recache);
        reply.End();
        if (withValue)
        {
            reply.Put(value);
            reply.End();
        }

        _output.Advance(reply.Length);
        return won;
    }

    /// <summary>Answer that there is no item, unless nobody wants to hear that.</summary>
    public void WriteMiss()
    {
        if (!_line.Quiet)
        {
            MetaOutcome.Write(MetaReplies.Miss, _key, in _line, _output);
        }
    }

    /// <summary>Returns whether R finds too little time left.</summary>
    private bool PutFlags(scoped ref MetaReplyLine reply, scoped in ItemView item, ulong cas, bool created)
    {
        Instant expiry = created ? Instant.Never : item.Expiry;
        bool recache = false;
        TextTokens flags = _line.Flags;
        while (flags.Next(out ReadOnlySpan<byte> token))
        {
            switch (token[0])
            {
                case MetaFlag.Ttl:
                    expiry = Expiry;
                    break;

                case MetaFlag.Vivify:
                    expiry = created ? VivifyExpiry : expiry;
                    break;

                case MetaFlag.Recache:
                    recache = !created && IsDue(expiry) && (item.Marks & ItemMarks.Won) == 0;
                    break;

                case MetaFlag.TellTtl:
                    reply.Flag(MetaFlag.TellTtl);
                    reply.PutTtl(expiry, _now);
                    break;

                default:
                    PutProperty(ref reply, token, in item, cas, created);
                    break;
            }
        }

        return recache;
    }

    private void PutProperty(scoped ref MetaReplyLine reply, ReadOnlySpan<byte> token, scoped in ItemView item, ulong cas, bool created)
    {
        switch (token[0])
        {
            case MetaFlag.TellSize:
                reply.Flag(MetaFlag.TellSize, (ulong)item.Value.Length);
                break;

            case MetaFlag.TellCas:
                reply.Flag(MetaFlag.TellCas, cas);
                break;

            case MetaFlag.TellFlags:
                reply.Flag(MetaFlag.TellFlags, item.Flags);
                break;

            case MetaFlag.TellHitBefore:
                reply.Flag(MetaFlag.TellHitBefore, Access.Fetched ? 1UL : 0);
                break;

            case MetaFlag.TellLastAccess:
                reply.Flag(MetaFlag.TellLastAccess);
                reply.PutSeconds(Access.SecondsAgo);
                break;

            case MetaFlag.Opaque:
                reply.Echo(token);
                break;

            case MetaFlag.TellKey:
                reply.Key(_key, IsToldInBase64(item.Marks, created));
                break;
        }
    }

    /// <summary>As it was stored; but what came in base64 and cannot stand in a line goes back in base64, whoever stored it.</summary>
    private bool IsToldInBase64(ItemMarks marks, bool created) =>
        (marks & ItemMarks.BinaryKey) != 0 || (_line.Has(MetaFlag.BinaryKey) && (created || !Base64Key.IsText(_key)));

    /// <summary>Whether less time is left than R asks for, both as clients are told it.</summary>
    private bool IsDue(Instant expiry) =>
        !MetaReplyLine.IsNever(expiry) && MetaReplyLine.SecondsLeft(expiry, _now) < MetaReplyLine.SecondsLeft(RecacheBefore, _now);

    /// <summary>Z: another was told to make a new value. X: the value is stale. W: this client is told to, as is whoever first meets a stale one.</summary>
    private static bool PutState(scoped ref MetaReplyLine reply, ItemMarks marks, bool won)
    {
        bool stale = (marks & ItemMarks.Stale) != 0;
        bool given = (marks & ItemMarks.Won) != 0;
        if (given)
        {
            reply.Flag((byte)'Z');
        }

        if (stale)
        {
            reply.Flag((byte)'X');
        }

        won |= stale && !given;
        if (won)
        {
            reply.Flag((byte)'W');
        }

        return won;
    }
}
