using System;

namespace Pelikan.Node.Protocol.Resp;

/// <summary>What Redis says of its commands, as <c>COMMAND</c> shows it.</summary>
[Flags]
internal enum RespCommandFlags : ushort
{
    None = 0,
    Write = 1,
    ReadOnly = 2,
    DenyOom = 4,
    Admin = 8,
    NoScript = 16,
    Loading = 32,
    Stale = 64,
    Fast = 128,

    /// <summary>Allowed before the client has given its password.</summary>
    NoAuth = 256,

    AllowBusy = 512,

    /// <summary>Where its keys are depends on its words.</summary>
    MovableKeys = 1024,
}
