using System;
using System.Text;

namespace Pelikan.Tidy.Tests.Text;

/// <summary>A file of the tree: its path from the root, with slashes, and its bytes.</summary>
internal sealed class SourceFile
{
    private readonly Lazy<string> _text;
    private readonly Lazy<CSharpText> _csharp;

    public SourceFile(string path, byte[] bytes)
    {
        Path = path;
        Bytes = bytes;
        _text = new Lazy<string>(() => Encoding.UTF8.GetString(Bytes));
        _csharp = new Lazy<CSharpText>(() => CSharpText.Read(Text));
    }

    public SourceFile(string path, string text)
        : this(path, Encoding.UTF8.GetBytes(text))
    {
    }

    public string Path { get; }

    public byte[] Bytes { get; }

    public string Text => _text.Value;

    /// <summary>Code and comments apart. Only for C# files.</summary>
    public CSharpText CSharp => _csharp.Value;

    public bool IsCSharp => Path.EndsWith(".cs", StringComparison.Ordinal);

    public bool IsMarkdown => Path.EndsWith(".md", StringComparison.Ordinal);

    /// <summary>The name without folder and without anything from the first dot on.</summary>
    public string Stem
    {
        get
        {
            string name = Path[(Path.LastIndexOf('/') + 1)..];
            int dot = name.IndexOf('.', StringComparison.Ordinal);
            return dot < 0 ? name : name[..dot];
        }
    }

    public bool IsUnder(string folder) => Path.StartsWith(folder, StringComparison.Ordinal);
}
