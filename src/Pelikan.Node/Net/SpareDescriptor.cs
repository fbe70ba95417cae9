using System;
using Pelikan.Node.Net.Interop;

namespace Pelikan.Node.Net;

/// <summary>A descriptor held for the moment when there is none left.</summary>
internal sealed class SpareDescriptor : IDisposable
{
    private int _descriptor = EpollCalls.CreateEvent();

    /// <summary>Let go of it, so that one call can have it.</summary>
    internal void Release()
    {
        if (_descriptor >= 0)
        {
            _ = SocketCalls.Close(_descriptor);
            _descriptor = -1;
        }
    }

    /// <summary>Hold one again; false where there is none.</summary>
    internal bool TryTake()
    {
        if (_descriptor < 0)
        {
            _descriptor = EpollCalls.CreateEvent();
        }

        return _descriptor >= 0;
    }

    public void Dispose() => Release();
}
