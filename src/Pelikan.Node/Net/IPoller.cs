using System;

namespace Pelikan.Node.Net;

/// <summary>
/// Tells one thread which of its descriptors can be read or written without waiting. Level-triggered: what is not
/// dealt with is told again. The seam behind which an io_uring poller, or a portable one, takes epoll's place.
/// </summary>
/// <remarks>Used by the thread of its loop only. A descriptor that is closed leaves by itself.</remarks>
public interface IPoller : IDisposable
{
    /// <summary>Begin to watch a descriptor; its events carry <paramref name="token"/>. False where the system refuses.</summary>
    bool Add(int descriptor, ulong token, PollInterest interest);

    /// <summary>Change what is watched for. False where the system refuses.</summary>
    bool Modify(int descriptor, ulong token, PollInterest interest);

    /// <summary>
    /// Wait until something is ready or <paramref name="timeoutMilliseconds"/> have passed (0: do not wait, -1: without
    /// end). The events are valid until the next call. An interrupted wait returns none.
    /// </summary>
    /// <exception cref="System.IO.IOException">The poller itself has failed; its loop cannot go on.</exception>
    ReadOnlySpan<PollEvent> Wait(int timeoutMilliseconds);
}
