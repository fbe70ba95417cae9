using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml;
using Pelikan.Node.Replay.Engines;

namespace Pelikan.Node.Replay.Report;

/// <summary>
/// The miss-ratio curve as an SVG drawing: memory along, miss ratio up, a line for each policy.
/// <code>
///  title
///  1.0 |--------------    line policy
///      |  \               line policy
///  0.0 +-------------
///      64MB  …  memory
/// </code>
/// </summary>
internal static class ReplayPlot
{
    private const string SvgNamespace = "http://www.w3.org/2000/svg";

    private const int Width = 860;
    private const int Height = 480;
    private const int Left = 70;
    private const int Top = 46;
    private const int PlotWidth = 620;
    private const int PlotHeight = 360;
    private const int Foot = Top + PlotHeight;
    private const int TickLength = 5;
    private const int LegendLine = 22;

    /// <summary>Told apart by readers who do not see red and green alike (Okabe and Ito, 2008).</summary>
    private static readonly string[] Colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000"];

    public static void Write(Stream output, ReplayReport report)
    {
        using XmlWriter svg = XmlWriter.Create(output, new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(false) });
        PlotScale scale = new([.. report.Results]);
        svg.WriteStartElement("svg", SvgNamespace);
        Attributes(svg, ("width", $"{Width}"), ("height", $"{Height}"), ("viewBox", $"0 0 {Width} {Height}"), ("font-family", "sans-serif"), ("font-size", "13"));
        Element(svg, "rect", ("width", "100%"), ("height", "100%"), ("fill", "white"));
        Text(svg, $"Miss ratio of {report.Trace} by memory", Left, Top - 20, "start");
        WriteRatioAxis(svg, scale);
        WriteMemoryAxis(svg, scale);
        int place = 0;
        foreach ((string policy, IReadOnlyList<ReplayResult> points) in report.Curves)
        {
            WriteCurve(svg, scale, policy, points, place++);
        }

        svg.WriteEndElement();
    }

    private static void WriteMemoryAxis(XmlWriter svg, PlotScale scale)
    {
        Line(svg, Left, Foot, Left + PlotWidth, Foot, "black");
        foreach (long bytes in scale.MemoryTicks)
        {
            double x = X(scale, bytes);
            Line(svg, x, Foot, x, Foot + TickLength, "black");
            Text(svg, SizeText.Of(bytes), x, Foot + 22, "middle");
        }

        Text(svg, "memory: heap, hash table and headers", Left + (PlotWidth / 2.0), Foot + 48, "middle");
    }

    private static void WriteRatioAxis(XmlWriter svg, PlotScale scale)
    {
        string digits = scale.RatioStep < 0.001 ? "0.0000" : scale.RatioStep < 0.01 ? "0.000" : scale.RatioStep < 0.1 ? "0.00" : "0.0";
        Line(svg, Left, Top, Left, Foot, "black");
        foreach (double ratio in scale.RatioTicksUp)
        {
            double y = Y(scale, ratio);
            Line(svg, Left, y, Left + PlotWidth, y, "#dddddd");
            Line(svg, Left - TickLength, y, Left, y, "black");
            Text(svg, ratio.ToString(digits, CultureInfo.InvariantCulture), Left - TickLength - 4, y + 4, "end");
        }

        svg.WriteStartElement("text", SvgNamespace);
        Attributes(svg, ("transform", $"translate(20 {Top + (PlotHeight / 2)}) rotate(-90)"), ("text-anchor", "middle"));
        svg.WriteString("miss ratio");
        svg.WriteEndElement();
    }

    private static void WriteCurve(XmlWriter svg, PlotScale scale, string policy, IReadOnlyList<ReplayResult> points, int place)
    {
        string colour = Colours[place % Colours.Length];
        IEnumerable<string> corners = points.Select(point => $"{Number(X(scale, point.MemoryBytes))},{Number(Y(scale, point.MissRatio))}");
        Element(svg, "polyline", ("points", string.Join(' ', corners)), ("fill", "none"), ("stroke", colour), ("stroke-width", "2"));
        foreach (ReplayResult point in points)
        {
            svg.WriteStartElement("circle", SvgNamespace);
            Attributes(svg, ("cx", Number(X(scale, point.MemoryBytes))), ("cy", Number(Y(scale, point.MissRatio))), ("r", "3.5"), ("fill", colour));
            svg.WriteElementString("title", SvgNamespace, $"{policy}, {SizeText.Of(point.MemoryBytes)}: {point.MissRatio.ToString("0.0000", CultureInfo.InvariantCulture)}");
            svg.WriteEndElement();
        }

        const int LegendLeft = Left + PlotWidth + 20;
        int y = Top + 10 + (place * LegendLine);
        Line(svg, LegendLeft, y, LegendLeft + 24, y, colour);
        Text(svg, policy, LegendLeft + 32, y + 4, "start");
    }

    private static double X(PlotScale scale, long bytes) => Left + (scale.X(bytes) * PlotWidth);

    private static double Y(PlotScale scale, double ratio) => Foot - (scale.Y(ratio) * PlotHeight);

    private static void Line(XmlWriter svg, double x1, double y1, double x2, double y2, string colour) => Element(
        svg, "line", ("x1", Number(x1)), ("y1", Number(y1)), ("x2", Number(x2)), ("y2", Number(y2)), ("stroke", colour));

    private static void Text(XmlWriter svg, string text, double x, double y, string anchor)
    {
        svg.WriteStartElement("text", SvgNamespace);
        Attributes(svg, ("x", Number(x)), ("y", Number(y)), ("text-anchor", anchor));
        svg.WriteString(text);
        svg.WriteEndElement();
    }

    private static void Element(XmlWriter svg, string name, params (string Name, string Value)[] attributes)
    {
        svg.WriteStartElement(name, SvgNamespace);
        Attributes(svg, attributes);
        svg.WriteEndElement();
    }

    private static void Attributes(XmlWriter svg, params (string Name, string Value)[] attributes)
    {
        foreach ((string name, string value) in attributes)
        {
            svg.WriteAttributeString(name, value);
        }
    }

    private static string Number(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
