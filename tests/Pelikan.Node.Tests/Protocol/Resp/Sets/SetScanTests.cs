using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Pelikan.Node.Protocol;
using Xunit;

namespace Pelikan.Node.Tests.Protocol.Resp.Sets;

/// <summary>SSCAN and ZSCAN over sets that change while they are scanned.</summary>
public sealed class SetScanTests
{
    private const int TurnsMax = 10_000;

    public static TheoryData<string, int> Cases
    {
        get
        {
            TheoryData<string, int> cases = [];
            foreach (int size in new[] { 0, 1, 64, 65, 5000 })
            {
                cases.Add("S", size);
                cases.Add("Z", size);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_stays_is_met_and_what_is_met_was_there(string kind, int size)
    {
        TextHarness harness = TextHarness.Resp();
        string[] stays = [.. Enumerable.Range(0, size).Select(number => $"stays{number}")];
        Add(harness, kind, stays);
        Random random = new(size);
        HashSet<string> met = [];
        int turns = 0;
        string cursor = "0";
        do
        {
            Assert.True(turns++ < TurnsMax, "the scan comes to no end");
            ReplyTree page = ReplyTree.Parse(harness.Ask($"{kind}SCAN", "key", cursor, "COUNT", "20"));
            cursor = page.Items[0].Text;
            for (int at = 0; at < page.Items[1].Items.Count; at += kind == "Z" ? 2 : 1)
            {
                string member = page.Items[1].Items[at].Text;
                Assert.StartsWith(member.StartsWith('c') ? "comes" : "stays", member, StringComparison.Ordinal);
                met.Add(member);
            }

            string[] comers = [.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => $"comes{random.Next(300)}")];
            Add(harness, kind, comers);
            harness.Ask([$"{kind}REM", "key", .. Enumerable.Range(0, 30).Select(_ => $"comes{random.Next(300)}")]);
        }
        while (cursor != "0");
        Assert.Empty(stays.Except(met));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_pattern_lets_only_its_members_through(string kind, int size)
    {
        TextHarness harness = TextHarness.Resp();
        string[] members = [.. Enumerable.Range(0, size).Select(number => number.ToString(CultureInfo.InvariantCulture))];
        Add(harness, kind, members);
        List<string> met = [];
        string cursor = "0";
        do
        {
            ReplyTree page = ReplyTree.Parse(harness.Ask($"{kind}SCAN", "key", cursor, "MATCH", "*7"));
            cursor = page.Items[0].Text;
            met.AddRange(page.Items[1].Items.Select(item => item.Text).Where((_, at) => kind == "S" || at % 2 == 0));
        }
        while (cursor != "0");
        Assert.Equal(members.Where(member => member.EndsWith('7')).Order(), met.Distinct().Order());
    }

    private static void Add(TextHarness harness, string kind, string[] members)
    {
        if (members.Length > 0)
        {
            string reply = harness.Ask([$"{kind}ADD", "key", .. members.SelectMany(member => kind == "Z" ? new[] { "1", member } : [member])]);
            Assert.StartsWith(":", reply, StringComparison.Ordinal);
        }
    }
}
