using System;
using System.Globalization;

namespace MeterFirmware.Bench.HeadEnd;

/// <summary>
/// The text form on the wire: <c>GBCS:DATA#channel:octets:hex</c> of a message, <c>OTA:DATA#...</c> of a frame of the OTA
/// Upgrade cluster.
/// </summary>
internal static class MessageLine
{
    public const string Prefix = "GBCS:DATA#";

    public const string OtaPrefix = "OTA:DATA#";

    /// <summary>A line without its end.</summary>
    public static string Write(int channel, byte[] message) => Write(Prefix, channel, message);

    /// <summary>A line with a frame, without its end.</summary>
    public static string WriteOta(int channel, byte[] frame) => Write(OtaPrefix, channel, frame);

    /// <summary>True if a line carries a frame.</summary>
    public static bool IsOta(string line) => line.StartsWith(OtaPrefix, StringComparison.Ordinal);

    /// <summary>The message of a line.</summary>
    /// <exception cref="FormatException">The line is not of the form.</exception>
    public static byte[] Read(string line) => Read(Prefix, line);

    /// <summary>The frame of a line.</summary>
    /// <exception cref="FormatException">The line is not of the form.</exception>
    public static byte[] ReadOta(string line) => Read(OtaPrefix, line);

    private static string Write(string prefix, int channel, byte[] octets) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}{channel}:{octets.Length}:{Convert.ToHexString(octets)}");

    private static byte[] Read(string prefix, string line)
    {
        string[] parts = line.Split(':');
        bool isLine = parts.Length == 4 && line.StartsWith(prefix, StringComparison.Ordinal);
        byte[] message = isLine ? Convert.FromHexString(parts[3]) : null;
        bool isWhole =
            isLine && int.TryParse(parts[2], CultureInfo.InvariantCulture, out int count) && count == message.Length;
        return isWhole ? message : throw new FormatException($"not a line of the form {prefix}channel:octets:hex");
    }
}
