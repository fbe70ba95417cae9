using System.Threading;
using Pelikan.Node.Net;
using Pelikan.TestKit;
using Xunit;

namespace Pelikan.Node.Tests.Net;

public sealed class HandOverQueueTests
{
    [Fact]
    public void FullQueueRefusesAndKeepsOrder()
    {
        HandOverQueue queue = new(3);
        Assert.Equal(4, queue.Capacity);
        for (int lap = 0; lap < 3; lap++)
        {
            for (int i = 0; i < queue.Capacity; i++)
            {
                Assert.True(queue.TryEnqueue(new AcceptedSocket(i, default)));
            }

            Assert.False(queue.TryEnqueue(new AcceptedSocket(9, default)));
            for (int i = 0; i < queue.Capacity; i++)
            {
                Assert.True(queue.TryDequeue(out AcceptedSocket socket));
                Assert.Equal(i, socket.Descriptor);
            }

            Assert.False(queue.TryDequeue(out _));
        }
    }

    [Fact]
    public void EverythingOfSeveralProducersComesOutOnceAndInTheirOrder()
    {
        const int Each = 20_000;
        HandOverQueue queue = new(64);
        int[] next = new int[2];
        Threaded.Run(3, side =>
        {
            SpinWait spin = default;
            if (side < 2)
            {
                for (int i = 0; i < Each; i++)
                {
                    while (!queue.TryEnqueue(new AcceptedSocket((i * 2) + side, default)))
                    {
                        spin.SpinOnce(sleep1Threshold: -1);
                    }
                }

                return;
            }

            for (int taken = 0; taken < 2 * Each;)
            {
                if (queue.TryDequeue(out AcceptedSocket socket))
                {
                    Assert.Equal(next[socket.Descriptor & 1]++, socket.Descriptor >> 1);
                    taken++;
                }
                else
                {
                    spin.SpinOnce(sleep1Threshold: -1);
                }
            }
        });
        Assert.Equal([Each, Each], next);
    }
}
