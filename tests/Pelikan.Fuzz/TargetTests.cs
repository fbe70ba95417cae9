using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Pelikan.Fuzz.Targets;
using Xunit;
using Xunit.Abstractions;

namespace Pelikan.Fuzz;

public sealed class MemcacheFuzzTests(ITestOutputHelper output) : FuzzTests<MemcacheTarget>(output, FuzzSettings.ProtocolRequestsMin);

public sealed class BinaryFuzzTests(ITestOutputHelper output) : FuzzTests<BinaryTarget>(output, FuzzSettings.BinaryRequestsMin);

public sealed class RespFuzzTests(ITestOutputHelper output) : FuzzTests<RespTarget>(output, FuzzSettings.ProtocolRequestsMin);

public sealed class PackFuzzTests(ITestOutputHelper output) : FuzzTests<PackTarget>(output, FuzzSettings.PackChangesMin);

public sealed class PingFuzzTests(ITestOutputHelper output) : FuzzTests<PingTarget>(output, FuzzSettings.ProtocolRequestsMin);

public sealed class TomlFuzzTests(ITestOutputHelper output) : FuzzTests<TomlTarget>(output, FuzzSettings.DocumentsMin);

public sealed class HoconFuzzTests(ITestOutputHelper output) : FuzzTests<HoconTarget>(output, FuzzSettings.DocumentsMin);

/// <summary>Every target is fuzzed, and begins from inputs that it understands.</summary>
public class TargetTests
{
    private static readonly Type[] Targets =
        [.. typeof(IFuzzTarget).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IFuzzTarget)) && type.IsClass)];

    public static TheoryData<string> Names => [.. Targets.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_target_has_its_tests(string name)
    {
        Type target = Targets.Single(target => target.Name == name);
        IEnumerable<Type?> tested = typeof(TargetTests).Assembly.GetTypes()
            .Where(type => type.BaseType is { IsGenericType: true } parent && parent.GetGenericTypeDefinition() == typeof(FuzzTests<>))
            .Select(type => type.BaseType!.GetGenericArguments()[0])
            .Append(typeof(CanaryTarget));
        Assert.Contains(target, tested);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_seed_holds_a_request(string name)
    {
        IFuzzTarget target = (IFuzzTarget)Activator.CreateInstance(Targets.Single(target => target.Name == name))!;
        Assert.All(target.Seeds, seed => Assert.InRange(target.Run(Encoding.Latin1.GetBytes(seed)), 1, int.MaxValue));
    }
}
