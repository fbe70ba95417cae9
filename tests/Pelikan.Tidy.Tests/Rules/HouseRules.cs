using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Pelikan.Tidy.Tests.Text;

namespace Pelikan.Tidy.Tests.Rules;

/// <summary>Every rule of this folder by name: a public static method from a tree to its breaches.</summary>
internal static class HouseRules
{
    private static readonly Type[] Owners =
        [typeof(LayeringRules), typeof(SizeRules), typeof(UnsafeRules), typeof(CodeRules), typeof(DocumentRules), typeof(TextRules)];

    public static IReadOnlyDictionary<string, Func<SourceTree, IEnumerable<Finding>>> ByName { get; } = Owners
        .SelectMany(owner => owner.GetMethods(BindingFlags.Public | BindingFlags.Static))
        .ToDictionary(
            method => $"{method.DeclaringType!.Name}.{method.Name}",
            method => method.CreateDelegate<Func<SourceTree, IEnumerable<Finding>>>());
}
