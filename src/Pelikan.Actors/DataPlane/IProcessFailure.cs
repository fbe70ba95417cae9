using System;

namespace Pelikan.Actors.DataPlane;

/// <summary>What happens when a loop of the data plane cannot go on. Its sessions are lost, so the process is.</summary>
public interface IProcessFailure
{
    /// <summary>End the process. Returns only where a test stands in for the process.</summary>
    void Fatal(string loopName, Exception failure);
}
