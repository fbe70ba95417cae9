using System;
using System.Threading;
using Pelikan.TestKit;
using Xunit;

namespace Pelikan.Storage.Tests.Litmus;

/// <summary>
/// A litmus experiment: two threads meet at a line again and again, each does its step, and what they leave is judged. Every
/// experiment is run on a deliberately broken order first. One that does not see the break shows nothing, and fails as such.
/// </summary>
internal sealed class Race
{
    /// <summary>The judge of an experiment whose threads judge for themselves.</summary>
    public static readonly Func<int, bool> NothingToJudge = _ => false;

    /// <summary>How often a control is run that nothing was seen of: two threads have to be on their cores at once, which others may keep them from.</summary>
    private const int ControlRuns = 30;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private int _arrived;
    private int _phase;
    private int _broken = -1;
    private bool _failed;

    /// <summary>Run the broken order until it is caught, then the real one, which must hold in every round.</summary>
    /// <param name="run">The experiment, broken or not; returns the round in which it caught something, or -1.</param>
    public static void Check(Func<bool, int> run)
    {
        int caught = -1;
        for (int i = 0; i < ControlRuns && caught < 0; i++)
        {
            caught = run(true);
        }

        Assert.True(caught >= 0, "inconclusive: the broken control was not caught, so that the real order holds would show nothing");
        int failed = run(false);
        Assert.True(failed < 0, $"the order is violated, in round {failed}");
    }

    /// <summary>Widen the moment between two steps, in the real order as in the broken one: another thread may run meanwhile.</summary>
    public static void Gap(int round)
    {
        if (round % 8 == 0)
        {
            Thread.Yield();
        }
        else
        {
            Thread.SpinWait(round % 64);
        }
    }

    /// <summary>Wait for the other thread's step, for a while: a gap that a broken order is certain to be seen through.</summary>
    public static void Await(ref bool happened)
    {
        SpinWait spin = default;
        for (int i = 0; i < 10_000 && !Volatile.Read(ref happened); i++)
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }
    }

    /// <summary>Run rounds until one is judged broken; returns its number, or -1.</summary>
    /// <param name="rounds">How many, at most.</param>
    /// <param name="prepare">Before a round, while the other thread waits.</param>
    /// <param name="left">What one thread does.</param>
    /// <param name="right">What the other does at the same time.</param>
    /// <param name="isBroken">Behind a round, while the other thread waits.</param>
    public int Run(int rounds, Action<int> prepare, Action<int> left, Action<int> right, Func<int, bool> isBroken)
    {
        Threaded.Run(
            2,
            thread =>
            {
                try
                {
                    RunOne(thread, rounds, prepare, thread == 0 ? left : right, isBroken);
                }
                catch
                {
                    // The other thread would wait for this one at the line.
                    Volatile.Write(ref _failed, true);
                    throw;
                }
            },
            Patience);
        return _broken;
    }

    private void RunOne(int thread, int rounds, Action<int> prepare, Action<int> step, Func<int, bool> isBroken)
    {
        for (int round = 0; round < rounds && Volatile.Read(ref _broken) < 0; round++)
        {
            if (thread == 0)
            {
                prepare(round);
            }

            Meet();
            step(round);
            Meet();
            if (thread == 0 && isBroken(round))
            {
                Volatile.Write(ref _broken, round);
            }

            Meet();
        }
    }

    private void Meet()
    {
        int phase = Volatile.Read(ref _phase);
        if (Interlocked.Increment(ref _arrived) == 2)
        {
            Volatile.Write(ref _arrived, 0);
            Volatile.Write(ref _phase, phase + 1);
            return;
        }

        SpinWait spin = default;
        while (Volatile.Read(ref _phase) == phase)
        {
            Assert.False(Volatile.Read(ref _failed), "the other thread has failed");
            spin.SpinOnce(sleep1Threshold: -1);
        }
    }
}
