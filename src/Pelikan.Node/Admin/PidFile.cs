using System;
using System.Globalization;
using System.IO;

namespace Pelikan.Node.Admin;

/// <summary>
/// The file that tells a service manager the number of this process. Written whole under another name and then renamed,
/// so that a reader never sees half of it; removed at the end, unless another process has written its own meanwhile.
/// </summary>
public sealed class PidFile : IDisposable
{
    private readonly string _path;
    private readonly string _content;

    private PidFile(string path, string content)
    {
        _path = path;
        _content = content;
    }

    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static PidFile Write(string path, int processId)
    {
        PidFile file = new(Path.GetFullPath(path), processId.ToString(CultureInfo.InvariantCulture) + "\n");
        string unfinished = $"{file._path}.{processId.ToString(CultureInfo.InvariantCulture)}";
        File.WriteAllText(unfinished, file._content);
        File.Move(unfinished, file._path, overwrite: true);
        return file;
    }

    public void Dispose()
    {
        try
        {
            if (File.ReadAllText(_path) == _content)
            {
                File.Delete(_path);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The process ends anyway, and a file that cannot be read or removed is not this process's any more.
        }
    }
}
