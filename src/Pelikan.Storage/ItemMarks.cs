using System;

namespace Pelikan.Storage;

/// <summary>What memcached's meta commands remember of an item. The numbers are in heap files.</summary>
[Flags]
public enum ItemMarks : byte
{
    None = 0,

    /// <summary>Its value is out of date, and is served until somebody has made a new one.</summary>
    Stale = 1,

    /// <summary>Some client has been told to make a new value.</summary>
    Won = 2,

    /// <summary>The client named its key in base64.</summary>
    BinaryKey = 4,

    /// <summary>It has been read since it was stored. Advisory: a move at the same moment may lose it.</summary>
    Fetched = 8,
}
