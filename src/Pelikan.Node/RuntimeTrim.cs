using System;
using System.Runtime;
using System.Threading;
using Pelikan.Node.Net.Interop;

namespace Pelikan.Node;

/// <summary>
/// Gives back what the runtime took to start and to compile code, and holds on to: the compiler's working memory, 6 MB after the
/// first load, and what malloc keeps of it. Code is compiled at the start and in the first seconds of a load, and hardly ever later.
/// So this looks now and then how much was, and acts once it is little.
/// </summary>
internal sealed class RuntimeTrim : IDisposable
{
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    // Fewer in an interval are not worth acting on, nor waiting for: the control plane's own code, a method at a time.
    internal const int MethodsMin = 32;

    // The runtime lets go of the compiler's memory in two steps, at least two seconds apart, and begins to count with the first call.
    internal const int Passes = 3;

    private readonly Func<long> _compiled;
    private readonly Action _release;
    private readonly ITimer _timer;
    private long _seen;
    private int _passesLeft;

    public RuntimeTrim(TimeProvider time)
        : this(time, () => JitInfo.GetCompiledMethodCount(), ReleaseMemory)
    {
    }

    /// <param name="time">What the looks go by.</param>
    /// <param name="compiled">Methods compiled so far.</param>
    /// <param name="release">Called <see cref="Passes"/> times after much was compiled.</param>
    internal RuntimeTrim(TimeProvider time, Func<long> compiled, Action release)
    {
        _compiled = compiled;
        _release = release;
        _timer = time.CreateTimer(_ => Look(), null, Interval, Interval);
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        long before = _seen;
        _seen = _compiled();
        if (_seen - before >= MethodsMin)
        {
            _passesLeft = Passes;
        }
        else if (_passesLeft > 0)
        {
            _passesLeft--;
            _release();
        }
    }

    private static void ReleaseMemory()
    {
        // The finalizer's thread, once awake, also clears the compiler's cache. No collection takes place.
        GC.WaitForPendingFinalizers();
        if (OperatingSystem.IsLinux())
        {
            MemoryCalls.TrimAllocator();
        }
    }
}
