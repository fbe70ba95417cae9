using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Text;

namespace Pelikan.Node.Tests.Replay;

/// <summary>A folder with traces, gone when the test is over.</summary>
internal sealed class TraceFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pelikan-replay-");

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Write a file; returns its path.</summary>
    public string Write(string name, ReadOnlySpan<byte> content)
    {
        File.WriteAllBytes(PathOf(name), content);
        return PathOf(name);
    }

    /// <summary>Write lines; returns the file's path.</summary>
    public string Write(string name, IEnumerable<string> lines) => Write(name, Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));

    public void Dispose() => _folder.Delete(recursive: true);

    public static byte[] Gzip(ReadOnlySpan<byte> content)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }

    /// <summary>Records of the oracleGeneral format.</summary>
    public static byte[] Oracle(params (uint Second, ulong Id, uint Size)[] records)
    {
        byte[] bytes = new byte[24 * records.Length];
        for (int i = 0; i < records.Length; i++)
        {
            Span<byte> record = bytes.AsSpan(24 * i);
            BinaryPrimitives.WriteUInt32LittleEndian(record, records[i].Second);
            BinaryPrimitives.WriteUInt64LittleEndian(record[4..], records[i].Id);
            BinaryPrimitives.WriteUInt32LittleEndian(record[12..], records[i].Size);
            BinaryPrimitives.WriteInt64LittleEndian(record[16..], -1);
        }

        return bytes;
    }
}
