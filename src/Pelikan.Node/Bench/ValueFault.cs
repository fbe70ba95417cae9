namespace Pelikan.Node.Bench;

/// <summary>What <see cref="ValueBytes.Check"/> found, and how a reply can otherwise fail to match its request.</summary>
internal enum ValueFault : byte
{
    None,

    /// <summary>Shorter than anything written.</summary>
    TooShort,

    /// <summary>Written under another key.</summary>
    WrongKey,

    /// <summary>The value says it has another length.</summary>
    WrongLength,

    /// <summary>A byte differs from what was written.</summary>
    WrongChecksum,

    /// <summary>The reply names a key that the request did not ask for.</summary>
    KeyNotAsked,
}
