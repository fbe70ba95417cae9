using System;
using System.IO;
using Pelikan.Node.Net.Interop;

namespace Pelikan.Node.Net;

/// <summary>The poller of Linux: epoll, level-triggered.</summary>
internal sealed class EpollPoller : IPoller
{
    private readonly byte[] _raw;
    private readonly PollEvent[] _events;
    private int _epoll;

    /// <param name="eventsMax">Events taken from the kernel in one wait; the rest is told by the next.</param>
    /// <exception cref="IOException">The system gives no epoll descriptor.</exception>
    internal EpollPoller(int eventsMax)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(eventsMax);
        _raw = GC.AllocateArray<byte>(eventsMax * EpollCalls.EventSize, pinned: true);
        _events = new PollEvent[eventsMax];
        _epoll = EpollCalls.Create();
        if (_epoll < 0)
        {
            throw new IOException($"cannot create an epoll descriptor: {Errno.Text(Errno.Last)}");
        }
    }

    public bool Add(int descriptor, ulong token, PollInterest interest) =>
        EpollCalls.Control(_epoll, EpollCalls.EPOLL_CTL_ADD, descriptor, ToEvents(interest), token) == 0;

    public bool Modify(int descriptor, ulong token, PollInterest interest) =>
        EpollCalls.Control(_epoll, EpollCalls.EPOLL_CTL_MOD, descriptor, ToEvents(interest), token) == 0;

    public ReadOnlySpan<PollEvent> Wait(int timeoutMilliseconds)
    {
        int count = EpollCalls.Wait(_epoll, _raw, timeoutMilliseconds);
        if (count < 0)
        {
            return ThrowUnlessInterrupted();
        }

        for (int i = 0; i < count; i++)
        {
            _events[i] = new PollEvent(EpollCalls.TokenAt(_raw, i), ToReadiness(EpollCalls.EventsAt(_raw, i)));
        }

        return _events.AsSpan(0, count);
    }

    public void Dispose()
    {
        if (_epoll >= 0)
        {
            _ = SocketCalls.Close(_epoll);
            _epoll = -1;
        }
    }

    private static ReadOnlySpan<PollEvent> ThrowUnlessInterrupted()
    {
        int error = Errno.Last;
        return error == Errno.EINTR ? [] : throw new IOException($"epoll_wait failed: {Errno.Text(error)}");
    }

    private static uint ToEvents(PollInterest interest) =>
        ((interest & PollInterest.Read) != 0 ? EpollCalls.EPOLLIN : 0)
        | ((interest & PollInterest.Write) != 0 ? EpollCalls.EPOLLOUT : 0);

    private static PollReadiness ToReadiness(uint events) =>
        ((events & EpollCalls.EPOLLIN) != 0 ? PollReadiness.Readable : 0)
        | ((events & EpollCalls.EPOLLOUT) != 0 ? PollReadiness.Writable : 0)
        | ((events & (EpollCalls.EPOLLERR | EpollCalls.EPOLLHUP)) != 0 ? PollReadiness.Broken : 0);
}
