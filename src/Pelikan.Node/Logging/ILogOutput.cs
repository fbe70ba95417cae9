using System;

namespace Pelikan.Node.Logging;

/// <summary>Where finished log lines go. Used by one thread at a time, except <see cref="Reopen"/>, which any thread may call.</summary>
public interface ILogOutput : IDisposable
{
    /// <summary>Append whole lines.</summary>
    /// <exception cref="System.IO.IOException">The lines are lost; the next call may succeed.</exception>
    void Write(ReadOnlySpan<byte> lines);

    void Flush();

    /// <summary>Let go of the file and open it by name again, after somebody moved it away.</summary>
    void Reopen();
}
