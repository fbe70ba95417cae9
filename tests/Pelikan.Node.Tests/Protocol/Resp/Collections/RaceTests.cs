using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Xunit;

namespace Pelikan.Node.Tests.Protocol.Resp.Collections;

/// <summary>Many sessions on real partitions change the same lists and hashes: nothing is lost, and nothing is there twice.</summary>
public sealed class RaceTests : IDisposable
{
    private const int Threads = 4;

    private readonly SharedPartitions _partitions = new(Threads + 1);

    public void Dispose() => _partitions.Dispose();

    [Fact]
    public void PushesAndPops_LoseNothing_AndGiveNothingTwice()
    {
        const int Pushes = 1500;
        List<string>[] popped = [.. Enumerable.Range(0, Threads).Select(_ => new List<string>())];
        _partitions.Run(Threads, (thread, session) =>
        {
            Random random = new(thread);
            for (int pushed = 0; pushed < Pushes;)
            {
                if (random.Next(2) == 0)
                {
                    Assert.StartsWith(":", session.Ask("LPUSH", "queue", Name(thread, pushed++)), StringComparison.Ordinal);
                }
                else
                {
                    Keep(session.Ask("RPOP", "queue"), popped[thread]);
                }
            }
        });
        StoreSession last = _partitions.NewSession();
        while (Keep(last.Ask("RPOP", "queue"), popped[0]))
        {
        }

        Assert.Equal(
            Enumerable.Range(0, Threads).SelectMany(thread => Enumerable.Range(0, Pushes).Select(i => Name(thread, i))).Order(),
            popped.SelectMany(names => names).Order());
    }

    [Fact]
    public void WhatOneThreadPushes_IsPoppedInItsOrder()
    {
        const int Pushes = 3000;
        List<string> popped = [];
        _partitions.Run(2, (thread, session) =>
        {
            for (int i = 0; i < Pushes;)
            {
                i += thread == 0 ? Push(session, i) : Keep(session.Ask("RPOP", "queue"), popped) ? 1 : 0;
            }
        });
        Assert.Equal(Enumerable.Range(0, Pushes).Select(i => Name(0, i)), popped);
    }

    [Fact]
    public void MovesBetweenLists_LoseNothing()
    {
        const int Elements = 200;
        const int Moves = 1500;
        StoreSession first = _partitions.NewSession();
        first.Ask(["RPUSH", "l0", .. Enumerable.Range(0, Elements).Select(i => Name(0, i))]);
        _partitions.Run(Threads, (thread, session) =>
        {
            Random random = new(thread);
            for (int i = 0; i < Moves; i++)
            {
                string side = random.Next(2) == 0 ? "LEFT" : "RIGHT";
                session.Ask("LMOVE", $"l{random.Next(3)}", $"l{random.Next(3)}", side, random.Next(2) == 0 ? "LEFT" : "RIGHT");
            }
        });
        List<string> left = [];
        foreach (string list in new[] { "l0", "l1", "l2" })
        {
            while (Keep(first.Ask("LPOP", list), left))
            {
            }
        }

        Assert.Equal(Enumerable.Range(0, Elements).Select(i => Name(0, i)).Order(), left.Order());
    }

    [Fact]
    public void Increments_SumUp()
    {
        const int Increments = 2000;
        _partitions.Run(Threads, (thread, session) =>
        {
            for (int i = 0; i < Increments; i++)
            {
                session.Ask("HINCRBY", "h", $"f{i % 3}", "1");
                session.Ask("HSET", "h", $"own{thread}", i.ToString(CultureInfo.InvariantCulture));
            }
        });
        StoreSession last = _partitions.NewSession();
        long sum = Enumerable.Range(0, 3).Sum(i => long.Parse(last.Ask("HINCRBY", "h", $"f{i}", "0")[1..^2], CultureInfo.InvariantCulture));
        Assert.Equal(Threads * Increments, sum);
        Assert.Equal(Wire.Int(3 + Threads), last.Ask("HLEN", "h"));
        Assert.Equal(Wire.Bulk("1999"), last.Ask("HGET", "h", "own2"));
    }

    [Fact]
    public void LargeHashes_KeepEveryField_WhileOthersComeAndGo()
    {
        const int Lasting = 300;
        const int Rounds = 60;
        _partitions.NewSession().Ask(["HSET", "h", .. Enumerable.Range(0, Lasting).SelectMany(i => new[] { $"lasting{i}", "v" })]);
        _partitions.Run(Threads, (thread, session) =>
        {
            if (thread == 0)
            {
                for (int i = 0; i < 20; i++)
                {
                    Assert.Equal(Lasting, Scan(session).Count(field => field.StartsWith("lasting", StringComparison.Ordinal)));
                }

                return;
            }

            for (int i = 0; i < Rounds; i++)
            {
                session.Ask(["HSET", "h", .. Enumerable.Range(0, 80).SelectMany(n => new[] { $"passing{thread}-{n}", "v" })]);
                Assert.Equal(Wire.Int(80), session.Ask(["HDEL", "h", .. Enumerable.Range(0, 80).Select(n => $"passing{thread}-{n}")]));
            }
        });
        Assert.Equal(Wire.Int(Lasting), _partitions.NewSession().Ask("HLEN", "h"));
    }

    private static HashSet<string> Scan(StoreSession session)
    {
        HashSet<string> met = [];
        string cursor = "0";
        do
        {
            string[] lines = session.Ask("HSCAN", "h", cursor, "COUNT", "20").Split("\r\n");
            cursor = lines[2];
            met.UnionWith(lines.Skip(4));
        }
        while (cursor != "0");
        return met;
    }

    private static int Push(StoreSession session, int i)
    {
        session.Ask("LPUSH", "queue", Name(0, i));
        return 1;
    }

    private static string Name(int thread, int i) => string.Create(CultureInfo.InvariantCulture, $"{thread}-{i}");

    private static bool Keep(string reply, List<string> names)
    {
        string[] lines = reply.Split("\r\n");
        bool found = lines[0] != "$-1";
        if (found)
        {
            names.Add(lines[1]);
        }

        return found;
    }
}
