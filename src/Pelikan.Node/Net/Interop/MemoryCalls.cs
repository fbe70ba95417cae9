using System;

namespace Pelikan.Node.Net.Interop;

/// <summary>Giving memory back that the process holds and does not use.</summary>
internal static class MemoryCalls
{
    /// <summary>What malloc keeps for later goes back to the system. Only the GNU library has the call; others keep little.</summary>
    internal static void TrimAllocator()
    {
        try
        {
            _ = LibC.malloc_trim(0);
        }
        catch (EntryPointNotFoundException)
        {
        }
    }
}
