using System;
using System.IO;

namespace Pelikan.Storage.Tests.Restart;

/// <summary>A folder of one test, gone when it ends.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pelikan-heap-");

    public string Path => _folder.FullName;

    public string File(string name = "heap") => System.IO.Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
