using System.Runtime.InteropServices;

namespace Pelikan.Node.Net.Interop;

/// <summary>Error numbers of Linux that the event loops decide on. Same on x64 and arm64.</summary>
internal static class Errno
{
    internal const int ENOENT = 2;
    internal const int EINTR = 4;
    internal const int EAGAIN = 11;
    internal const int ENOMEM = 12;
    internal const int EACCES = 13;
    internal const int ENFILE = 23;
    internal const int EMFILE = 24;
    internal const int EADDRINUSE = 98;
    internal const int EADDRNOTAVAIL = 99;
    internal const int ENOBUFS = 105;
    internal const int ECONNREFUSED = 111;

    /// <summary>The error of the calling thread's last failed call.</summary>
    internal static int Last => Marshal.GetLastPInvokeError();

    /// <summary>
    /// Keep the reason where a call that was not imported to do so has just failed; returns its result. The runtime leaves the C
    /// library's own number as it is until the next call.
    /// </summary>
    internal static int Keep(int result)
    {
        if (result < 0)
        {
            Marshal.SetLastPInvokeError(Marshal.GetLastSystemError());
        }

        return result;
    }

    /// <summary>The C library's words for an error number.</summary>
    internal static string Text(int error) => Marshal.GetPInvokeErrorMessage(error);
}
