using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace Pelikan.Fuzz.Engine;

/// <summary>Rewrites an assembly so that each of its blocks of code first reports itself to <see cref="EdgeMap"/>.</summary>
internal static class Instrumenter
{
    // Odd, and far from a power of two: consecutive blocks land far apart in the map.
    private const int NumberStep = 40_503;

    /// <summary>The rewritten copy of the assembly at <paramref name="path"/>.</summary>
    /// <param name="path">The assembly's file.</param>
    /// <param name="includes">Which of its types to rewrite.</param>
    public static byte[] Rewrite(string path, Func<TypeDefinition, bool> includes)
    {
        using DefaultAssemblyResolver resolver = new();
        resolver.AddSearchDirectory(Path.GetDirectoryName(path));
        using ModuleDefinition module = ModuleDefinition.ReadModule(path, new ReaderParameters { AssemblyResolver = resolver });
        MethodReference hit = FindHit(module);
        int number = 0;
        foreach (MethodDefinition method in module.GetTypes().Where(includes).SelectMany(type => type.Methods).Where(method => method.HasBody))
        {
            method.Body.SimplifyMacros();
            foreach (Instruction leader in Leaders(method.Body))
            {
                number = unchecked(number + NumberStep);
                Prepend(method.Body, leader, number & (EdgeMap.Size - 1), hit);
            }

            method.Body.OptimizeMacros();
        }

        using MemoryStream written = new();
        module.Write(written);
        return written.ToArray();
    }

    private static MethodReference FindHit(ModuleDefinition module)
    {
        // An assembly that holds the map itself must call its own copy, not refer to itself from outside.
        TypeDefinition? own = module.GetType(typeof(EdgeMap).FullName);
        return own is not null
            ? own.Methods.Single(method => method.Name == nameof(EdgeMap.Hit))
            : module.ImportReference(typeof(EdgeMap).GetMethod(nameof(EdgeMap.Hit)));
    }

    /// <summary>The first instruction, each target of a branch, and what follows a branch that may not be taken.</summary>
    private static List<Instruction> Leaders(MethodBody body)
    {
        HashSet<Instruction> leaders = [body.Instructions[0]];
        foreach (Instruction instruction in body.Instructions)
        {
            switch (instruction.Operand)
            {
                case Instruction target:
                    leaders.Add(target);
                    break;
                case Instruction[] targets:
                    leaders.UnionWith(targets);
                    break;
            }

            if (instruction.OpCode.FlowControl == FlowControl.Cond_Branch && instruction.Next is not null)
            {
                leaders.Add(instruction.Next);
            }
        }

        leaders.UnionWith(body.ExceptionHandlers.Select(handler => handler.HandlerStart));
        return [.. body.Instructions.Where(leaders.Contains)];
    }

    /// <summary>
    /// Report in front of <paramref name="leader"/>. Branches and handlers refer to instruction objects, so the leader's
    /// object becomes the report and a copy behind it does the leader's work: everything that led there still does.
    /// </summary>
    private static void Prepend(MethodBody body, Instruction leader, int number, MethodReference hit)
    {
        Instruction work = Instruction.Create(OpCodes.Nop);
        work.OpCode = leader.OpCode;
        work.Operand = leader.Operand;
        leader.OpCode = OpCodes.Ldc_I4;
        leader.Operand = number;

        ILProcessor il = body.GetILProcessor();
        Instruction call = il.Create(OpCodes.Call, hit);
        il.InsertAfter(leader, call);
        il.InsertAfter(call, work);
    }
}
