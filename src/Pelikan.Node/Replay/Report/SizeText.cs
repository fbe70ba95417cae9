using System.Globalization;

namespace Pelikan.Node.Replay.Report;

/// <summary>Bytes for people: three digits that matter and a unit of 1024.</summary>
internal static class SizeText
{
    private static readonly string[] Units = ["B", "KB", "MB", "GB", "TB"];

    public static string Of(double bytes)
    {
        int unit = 0;
        while (bytes >= 1024 && unit < Units.Length - 1)
        {
            bytes /= 1024;
            unit++;
        }

        string digits = unit == 0 || bytes >= 100 ? "0" : bytes >= 10 ? "0.#" : "0.##";
        return bytes.ToString(digits, CultureInfo.InvariantCulture) + Units[unit];
    }
}
