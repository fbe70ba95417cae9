using System;

namespace Pelikan.TestKit;

/// <summary>The memcached of the machine.</summary>
public class MemcachedProcess : LoopbackProcess
{
    /// <param name="options">Options beside those that every test needs.</param>
    public MemcachedProcess(params string[] options)
        : this(FreePort(), options)
    {
    }

    private MemcachedProcess(int port, string[] options)
        : base("memcached", ["-l", "127.0.0.1", "-p", $"{port}", "-U", "0", "-u", Environment.UserName, "-t", "1", "-m", "256", .. options], port)
    {
    }
}
