namespace Pelikan.Storage.Memory;

/// <summary>Which pages the heap lies in. A huge page has 2 MiB: fewer of them mean fewer misses when addresses are translated.</summary>
public enum HugePages
{
    /// <summary>Ask the kernel for huge pages; where it has none, small ones serve as well.</summary>
    Transparent,

    /// <summary>Small pages only: the process is never larger than what was written to.</summary>
    Off,

    /// <summary>Only pages that the operator has reserved for such use; without them the heap is refused.</summary>
    Explicit,
}
