using System;
using System.Collections.Generic;
using System.IO;
using Pelikan.Node.Config.Toml;

namespace Pelikan.Node.Config;

/// <summary>Puts the settings of a product together: defaults, then the file, then the environment, then the checks.</summary>
public static class ConfigLoader
{
    /// <summary>Larger files are no configuration and are refused before they are read.</summary>
    public const long FileBytesMax = 1024 * 1024;

    /// <param name="product">Decides which settings exist.</param>
    /// <param name="path">The TOML file; null for none.</param>
    /// <param name="environment">Variables, of which those that begin with PELIKAN_ count.</param>
    /// <exception cref="ConfigException">Anything is wrong; carries all problems.</exception>
    public static LoadedConfig Load(Product product, string? path, IReadOnlyDictionary<string, string> environment)
    {
        ConfigBinder binder = new(product);
        if (path is not null && ReadFile(path, binder) is TomlTable root)
        {
            binder.BindFile(root);
        }

        return Finish(binder, environment);
    }

    /// <summary>The same from text that stands for the file <paramref name="name"/>.</summary>
    /// <exception cref="ConfigException">Anything is wrong; carries all problems.</exception>
    public static LoadedConfig Parse(Product product, string text, string name, IReadOnlyDictionary<string, string> environment)
    {
        ConfigBinder binder = new(product);
        if (Attempt(() => TomlDocument.Parse(text, name), name, binder) is TomlTable root)
        {
            binder.BindFile(root);
        }

        return Finish(binder, environment);
    }

    private static LoadedConfig Finish(ConfigBinder binder, IReadOnlyDictionary<string, string> environment)
    {
        binder.BindEnvironment(environment);
        LoadedConfig loaded = binder.Loaded;
        new ConfigValidator(loaded, binder).Check();
        return binder.Problems.Count == 0 ? loaded : throw new ConfigException(binder.Problems);
    }

    private static TomlTable? ReadFile(string path, ConfigBinder binder) => Attempt(() =>
    {
        // Read up to the bound, whatever the file says of its length: a device or a pipe has none.
        using FileStream file = File.OpenRead(path);
        byte[] bytes = new byte[FileBytesMax + 1];
        int length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return length <= FileBytesMax
            ? TomlDocument.Parse(bytes.AsSpan(0, length), path)
            : throw new IOException($"the file is longer than a configuration, which has at most {FileBytesMax} bytes");
    }, path, binder);

    private static TomlTable? Attempt(Func<TomlTable> read, string name, ConfigBinder binder)
    {
        try
        {
            return read();
        }
        catch (TomlException e)
        {
            binder.Report(e.Location.ToString(), e.Problem);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException || Directory.Exists(name))
        {
            binder.Report(name, Directory.Exists(name) ? "this is a directory; name a TOML file" : "there is no such file");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            binder.Report(name, $"the file cannot be read: {e.Message}");
        }

        return null;
    }
}
