using System;
using System.Collections.Generic;
using System.Threading;
using Pelikan.TestKit;
using Xunit;

namespace Pelikan.Actors.Tests.TestKit;

public sealed class ThreadedAndSeedsTests
{
    [Fact]
    public void Every_thread_runs_and_all_at_once()
    {
        using Barrier together = new(4);
        int sum = 0;
        Threaded.Run(4, index =>
        {
            Assert.True(together.SignalAndWait(TimeSpan.FromSeconds(10)));
            Interlocked.Add(ref sum, index);
        });

        Assert.Equal(6, sum);
    }

    [Fact]
    public void The_exception_of_one_thread_is_thrown_again()
    {
        Assert.Throws<FormatException>(() => Threaded.Run(3, index =>
        {
            if (index == 1)
            {
                throw new FormatException();
            }
        }));
    }

    [Fact]
    public void A_thread_that_hangs_is_reported()
    {
        using ManualResetEventSlim never = new();
        Assert.Throws<TimeoutException>(() => Threaded.Run(2, _ => never.Wait(), TimeSpan.FromMilliseconds(50)));
        never.Set();
    }

    [Fact]
    public void A_failing_seed_is_named_and_replayed_alone()
    {
        List<int> drawn = [];
        SeedFailedException failure = Assert.Throws<SeedFailedException>(() => Seeds.Each(10, 5, random => Fail(random, drawn), null));
        int[] first = [.. drawn];
        drawn.Clear();
        Assert.Throws<SeedFailedException>(() => Seeds.Each(10, 5, random => Fail(random, drawn), "12"));

        Assert.Equal(12, failure.Seed);
        Assert.Contains("PELIKAN_SEED=12", failure.Message, StringComparison.Ordinal);
        Assert.Equal([first[^1]], drawn);
    }

    private static void Fail(Random random, List<int> drawn)
    {
        drawn.Add(random.Next());
        if (drawn[^1] == new Random(12).Next())
        {
            throw new InvalidOperationException();
        }
    }
}
