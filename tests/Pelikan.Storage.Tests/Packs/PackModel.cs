using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Pelikan.Storage.Packs;
using Xunit;

namespace Pelikan.Storage.Tests.Packs;

/// <summary>A collection as the framework's own types have it, beside an editor. Bytes are characters of Latin 1 here, so that they compare alike.</summary>
internal sealed class PackModel(ItemKind kind, Random random)
{
    private readonly List<string> _list = [];
    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);
    private readonly SortedSet<(double Score, string Member)> _sorted = new(Comparer<(double Score, string Member)>.Create(
        (a, b) => a.Score != b.Score ? a.Score.CompareTo(b.Score) : string.CompareOrdinal(a.Member, b.Member)));

    private readonly Dictionary<string, double> _scores = new(StringComparer.Ordinal);

    public int Count => kind switch
    {
        ItemKind.List => _list.Count,
        ItemKind.SortedSet => _scores.Count,
        _ => _fields.Count,
    };

    public static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    public static string Text(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);

    /// <summary>Bring both to about as many elements.</summary>
    public void Grow(PackEditor editor, int count)
    {
        while (Count < count)
        {
            Add(editor);
        }
    }

    /// <summary>One random change of both.</summary>
    public void Step(PackEditor editor)
    {
        int dice = random.Next(10);
        if (Count == 0 || dice < 5)
        {
            Add(editor);
        }
        else if (dice < 8)
        {
            Remove(editor, random.Next(Count), count: 1);
        }
        else if (dice == 8)
        {
            int at = random.Next(Count);
            Remove(editor, at, Math.Min(Count - at, random.Next(4)));
        }
        else
        {
            Change(editor);
        }
    }

    public void Trim(PackEditor editor, int ordinal, int count)
    {
        HashSet<string> kept = [.. Enumerable.Range(ordinal, count).Select(at => Text(editor.Member(at)))];
        editor.Trim(ordinal, count);
        if (kind == ItemKind.List)
        {
            _list.RemoveRange(ordinal + count, _list.Count - ordinal - count);
            _list.RemoveRange(0, ordinal);
            return;
        }

        foreach (string gone in _fields.Keys.Concat(_scores.Keys).Where(member => !kept.Contains(member)).ToList())
        {
            Forget(gone);
        }
    }

    public void Check(PackEditor editor)
    {
        Assert.Equal(Count, editor.Count);
        byte[] pack = new byte[editor.Length];
        Random noise = new(1);
        noise.NextBytes(pack);
        editor.Write(pack);
        PackReader reader = new(kind, pack);
        Assert.Equal(Count, reader.Count);
        int ordinal = 0;
        foreach (PackCursor element in reader)
        {
            Assert.True(element.Member.SequenceEqual(editor.Member(ordinal)));
            Assert.True(element.Member.SequenceEqual(reader.Member(ordinal)));
            CheckElement(Text(element.Member), ordinal, reader, editor);
            ordinal++;
        }

        Assert.Equal(Count, ordinal);
        if (kind == ItemKind.SortedSet)
        {
            CheckOrder(reader);
        }

        if (kind != ItemKind.List)
        {
            string absent = Member() + "absent";
            Assert.Equal(-1, reader.Find(Bytes(absent)));
            Assert.Equal(-1, editor.Find(Bytes(absent)));
        }
    }

    /// <summary>Write, and take the editor's content from what was written.</summary>
    public void Reload(PackEditor editor)
    {
        byte[] pack = new byte[editor.Length];
        editor.Write(pack);
        editor.Load(kind, pack);
        byte[] again = new byte[editor.Length];
        editor.Write(again);
        Assert.Equal(pack, again);
    }

    private void CheckElement(string member, int ordinal, PackReader reader, PackEditor editor)
    {
        if (kind == ItemKind.List)
        {
            Assert.Equal(_list[ordinal], member);
            return;
        }

        Assert.Equal(ordinal, reader.Find(Bytes(member)));
        Assert.Equal(ordinal, editor.Find(Bytes(member)));
        if (kind == ItemKind.SortedSet)
        {
            Assert.Equal(_scores[member], reader.Score(ordinal));
            Assert.Equal(_scores[member], editor.Score(ordinal));
        }
        else if (kind == ItemKind.Hash)
        {
            Assert.Equal(_fields[member], Text(reader.Value(ordinal)));
            Assert.Equal(_fields[member], Text(editor.Value(ordinal)));
        }
        else
        {
            Assert.True(_fields.ContainsKey(member));
        }
    }

    private void CheckOrder(PackReader reader)
    {
        List<(double Score, string Member)> expected = [.. _sorted];
        for (int i = 0; i < expected.Count; i++)
        {
            Assert.Equal(expected[i].Member, Text(reader.Member(i)));
        }

        double score = Score();
        Assert.Equal(expected.Count(item => item.Score < score), reader.LowerBound(score, exclusive: false));
        Assert.Equal(expected.Count(item => item.Score <= score), reader.LowerBound(score, exclusive: true));
    }

    private void Add(PackEditor editor)
    {
        string member = Member();
        switch (kind)
        {
            case ItemKind.List:
                int at = random.Next(4) switch { 0 => 0, 1 => random.Next(Count + 1), _ => Count };
                editor.Insert(at, Bytes(member));
                _list.Insert(at, member);
                break;
            case ItemKind.Set:
                Assert.Equal(_fields.TryAdd(member, string.Empty), editor.Put(Bytes(member)));
                break;
            case ItemKind.Hash:
                SetField(editor, member, Member());
                break;
            default:
                SetScore(editor, member, Score());
                break;
        }
    }

    private void Change(PackEditor editor)
    {
        int at = random.Next(Count);
        string member = Text(editor.Member(at));
        switch (kind)
        {
            case ItemKind.List:
                string other = random.Next(2) == 0 ? Member() : new string('x', member.Length);
                editor.Replace(at, Bytes(other));
                _list[at] = other;
                break;
            case ItemKind.Hash:
                SetField(editor, member, random.Next(2) == 0 ? Member() : new string('x', _fields[member].Length));
                break;
            case ItemKind.SortedSet:
                SetScore(editor, member, Score());
                break;
            default:
                Assert.False(editor.Put(Bytes(member)));
                break;
        }
    }

    private void Remove(PackEditor editor, int ordinal, int count)
    {
        List<string> gone = [.. Enumerable.Range(ordinal, count).Select(at => Text(editor.Member(at)))];
        editor.RemoveAt(ordinal, count);
        if (kind == ItemKind.List)
        {
            _list.RemoveRange(ordinal, count);
        }

        gone.ForEach(Forget);
    }

    private void Forget(string member)
    {
        _fields.Remove(member);
        if (_scores.Remove(member, out double score))
        {
            _sorted.Remove((score, member));
        }
    }

    private void SetField(PackEditor editor, string field, string value)
    {
        Assert.Equal(!_fields.ContainsKey(field), editor.Put(Bytes(field), Bytes(value)));
        _fields[field] = value;
    }

    private void SetScore(PackEditor editor, string member, double score)
    {
        bool isNew = !_scores.TryGetValue(member, out double before);
        Assert.Equal(isNew, editor.Put(Bytes(member), score));
        if (!isNew)
        {
            _sorted.Remove((before, member));
        }

        _sorted.Add((score, member));
        _scores[member] = score;
    }

    private string Member()
    {
        int length = random.Next(40) switch { 0 => 0, 1 => 127, 2 => 128, 3 => random.Next(300), _ => 1 + random.Next(3) };
        return string.Create(length, random, static (span, random) =>
        {
            for (int i = 0; i < span.Length; i++)
            {
                span[i] = (char)random.Next(256);
            }
        });
    }

    private double Score() => random.Next(8) switch
    {
        0 => double.NegativeInfinity,
        1 => double.PositiveInfinity,
        2 => random.NextDouble(),
        _ => random.Next(20) - 10,
    };
}
