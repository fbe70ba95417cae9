using System;

namespace Pelikan.Node;

/// <summary>The file of the credentials is not there, or not what it should be. The message says where, and what would be right.</summary>
public sealed class AuthFileException : Exception
{
    public AuthFileException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
