using System;
using System.Collections.Generic;
using System.IO;
using System.Reflection;
using System.Runtime.Loader;
using Mono.Cecil;
using Pelikan.Fuzz.Targets;

namespace Pelikan.Fuzz.Engine;

/// <summary>
/// A second copy of the product and of the fuzz targets, loaded beside the ordinary one, in which the product's code
/// (and the canary's) reports its blocks. Each context has its own statics, so several may run at once.
/// </summary>
internal sealed class InstrumentedContext : AssemblyLoadContext
{
    private static readonly string Folder = AppContext.BaseDirectory;

    private readonly Dictionary<string, Func<TypeDefinition, bool>> _instrumented = new(StringComparer.Ordinal)
    {
        ["pelikan"] = _ => true,
        ["Pelikan.Storage"] = _ => true,
        ["Pelikan.Actors"] = _ => true,
        // Of the targets only the canary is under test; the rest is the test.
        [typeof(EdgeMap).Assembly.GetName().Name!] = type => type.Namespace == typeof(CanaryParser).Namespace && type.Name == nameof(CanaryParser),
    };

    private readonly Assembly _targets;

    public InstrumentedContext()
        : base(isCollectible: false)
    {
        _targets = LoadFromAssemblyName(typeof(EdgeMap).Assembly.GetName());
        Type map = _targets.GetType(typeof(EdgeMap).FullName!)!;
        Counts = (byte[])map.GetField(nameof(EdgeMap.Counts))!.GetValue(null)!;
        Clear = map.GetMethod(nameof(EdgeMap.Clear))!.CreateDelegate<Action>();
    }

    /// <summary>What the instrumented code has counted since <see cref="Clear"/>.</summary>
    public byte[] Counts { get; }

    public Action Clear { get; }

    /// <summary>The instrumented twin of a target: its <see cref="IFuzzTarget.Run"/>, typed by what both copies share.</summary>
    public Func<byte[], int> Twin(Type target)
    {
        object twin = Activator.CreateInstance(_targets.GetType(target.FullName!)!)!;
        return twin.GetType().GetMethod(nameof(IFuzzTarget.Run))!.CreateDelegate<Func<byte[], int>>(twin);
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name is not { } name || !_instrumented.TryGetValue(name, out Func<TypeDefinition, bool>? includes))
        {
            // The framework and the libraries are shared with the ordinary copy.
            return null;
        }

        byte[] image = Instrumenter.Rewrite(Path.Combine(Folder, name + ".dll"), includes);
        using MemoryStream stream = new(image);
        return LoadFromStream(stream);
    }
}
