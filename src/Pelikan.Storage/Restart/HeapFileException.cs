using System;
using System.IO;

namespace Pelikan.Storage.Restart;

/// <summary>A heap file cannot be used, and starting with an empty one in its place would be wrong or impossible. The message is for operators.</summary>
public sealed class HeapFileException : IOException
{
    public HeapFileException()
    {
    }

    public HeapFileException(string message)
        : base(message)
    {
    }

    public HeapFileException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
