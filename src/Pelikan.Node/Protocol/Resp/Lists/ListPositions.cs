using System;
using System.Text;
using Pelikan.Node.Protocol.Resp.Collections;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.Lists;

/// <summary>LPOS: <c>key element [RANK rank] [COUNT count] [MAXLEN length]</c>.</summary>
internal static class ListPositions
{
    private const int OptionsAt = 3;

    private static ReadOnlySpan<byte> RankIsZero => "ERR RANK can't be zero: use 1 to start from the first match, 2 from the second ... or use negative to start from the end of the list"u8;

    public static void Serve<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        Options options = new();
        if (!options.TryRead(in arguments, exchange.Reply)
            || !PackAccess.TryRead(arguments[1], ItemKind.List, ref exchange, out PackReader list))
        {
            return;
        }

        if (options.Count < 0)
        {
            WriteFirst(list, arguments[2], options, exchange.Reply);
        }
        else
        {
            WriteAll(list, arguments[2], options, exchange.Reply);
        }
    }

    private static void WriteFirst(PackReader list, scoped ReadOnlySpan<byte> element, Options options, RespWriter reply)
    {
        Search search = new(list, element, options);
        if (search.MoveNext())
        {
            reply.Integer(search.Position);
        }
        else
        {
            reply.Null();
        }
    }

    /// <summary>The search is made twice: how many there are comes before them.</summary>
    private static void WriteAll(PackReader list, scoped ReadOnlySpan<byte> element, Options options, RespWriter reply)
    {
        long wanted = options.Count == 0 ? long.MaxValue : options.Count;
        long found = 0;
        Search counting = new(list, element, options);
        while (found < wanted && counting.MoveNext())
        {
            found++;
        }

        reply.Array(found);
        Search search = new(list, element, options);
        for (long i = 0; i < found && search.MoveNext(); i++)
        {
            reply.Integer(search.Position);
        }
    }

    private struct Options()
    {
        /// <summary>Of the first match to tell; negative from the end on.</summary>
        public long Rank { get; private set; } = 1;

        /// <summary>Matches to tell; 0 for all, -1 for one that is not in an array.</summary>
        public long Count { get; private set; } = -1;

        /// <summary>Elements to look at; 0 for all.</summary>
        public long LengthMax { get; private set; }

        public bool TryRead(scoped in RespArguments arguments, RespWriter reply)
        {
            for (int i = OptionsAt; i < arguments.Count; i += 2)
            {
                if (i + 1 == arguments.Count)
                {
                    reply.Error(RespErrors.Syntax);
                    return false;
                }

                if (!TryReadOne(arguments[i], arguments[i + 1], reply))
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>False, and answered, where it is wrong.</summary>
        private bool TryReadOne(scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> value, RespWriter reply)
        {
            long number;
            if (Ascii.EqualsIgnoreCase(name, "rank"u8))
            {
                bool read = CountWord.TryReadSigned(value, reply, out number);
                Rank = number;
                if (read && number == 0)
                {
                    reply.Error(RankIsZero);
                }

                return read && number != 0;
            }

            if (Ascii.EqualsIgnoreCase(name, "count"u8))
            {
                bool read = CountWord.TryRead(value, 0, "ERR COUNT can't be negative"u8, reply, out number);
                Count = number;
                return read;
            }

            if (Ascii.EqualsIgnoreCase(name, "maxlen"u8))
            {
                bool read = CountWord.TryRead(value, 0, "ERR MAXLEN can't be negative"u8, reply, out number);
                LengthMax = number;
                return read;
            }

            reply.Error(RespErrors.Syntax);
            return false;
        }
    }

    /// <summary>Goes from match to match, from the one of the rank on.</summary>
    private ref struct Search
    {
        private readonly PackReader _list;
        private readonly ReadOnlySpan<byte> _element;
        private readonly bool _backwards;
        private readonly long _end;
        private long _skip;
        private PackCursor _cursor;
        private int _looked;

        public Search(PackReader list, ReadOnlySpan<byte> element, Options options)
        {
            _list = list;
            _element = element;
            _backwards = options.Rank < 0;
            _skip = Math.Abs(options.Rank) - 1;
            _end = options.LengthMax == 0 ? list.Count : Math.Min(options.LengthMax, list.Count);
            _cursor = list.From(0);
        }

        public int Position { get; private set; }

        public bool MoveNext()
        {
            while (_looked < _end)
            {
                Position = _backwards ? _list.Count - 1 - _looked : _looked;
                _looked++;
                if (Next().SequenceEqual(_element) && --_skip < 0)
                {
                    return true;
                }
            }

            return false;
        }

        private ReadOnlySpan<byte> Next()
        {
            if (_backwards)
            {
                return _list.Member(Position);
            }

            _ = _cursor.MoveNext();
            return _cursor.Member;
        }
    }
}
