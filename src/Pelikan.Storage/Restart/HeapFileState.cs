namespace Pelikan.Storage.Restart;

/// <summary>What a heap file says of itself.</summary>
internal enum HeapFileState
{
    /// <summary>No number that is ever written.</summary>
    None = 0,

    /// <summary>A node uses it, or did when it ended without a seal: what it holds cannot be told.</summary>
    Open = 1,

    /// <summary>Complete: every byte was on the disk before this state was.</summary>
    Sealed = 2,
}
