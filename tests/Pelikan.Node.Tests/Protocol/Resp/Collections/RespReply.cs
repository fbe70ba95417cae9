using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Pelikan.Node.Tests.Protocol.Resp.Collections;

/// <summary>Reads replies one after the other, as text in which the order of elements may be made to mean nothing.</summary>
internal sealed class RespReply(string replies)
{
    private int _at;

    public bool IsAtEnd => _at == replies.Length;

    /// <summary>The next reply.</summary>
    /// <param name="group">Elements that belong together, 0 if their order counts.</param>
    public string Next(int group)
    {
        string line = Line();
        char type = line[0];
        long length = type is '$' or '*' or '%' or '~' ? long.Parse(line.AsSpan(1), CultureInfo.InvariantCulture) : 0;
        switch (type)
        {
            case '$' when length >= 0:
                _at += (int)length + 2;
                return replies.Substring(_at - (int)length - 2, (int)length);

            case '*' or '~' or '%' when length >= 0:
                long count = type == '%' ? 2 * length : length;
                List<string> elements = [];
                for (long i = 0; i < count; i++)
                {
                    elements.Add(Next(group));
                }

                return $"{type}[{string.Join('|', group == 0 ? elements : Sorted(elements, group))}]";

            default:
                return line;
        }
    }

    private static IEnumerable<string> Sorted(List<string> elements, int group) =>
        elements.Chunk(group).Select(chunk => string.Join('=', chunk)).Order(StringComparer.Ordinal);

    private string Line()
    {
        int end = replies.IndexOf("\r\n", _at, StringComparison.Ordinal);
        string line = replies[_at..end];
        _at = end + 2;
        return line;
    }
}
