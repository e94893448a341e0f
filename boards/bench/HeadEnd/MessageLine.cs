using System;
using System.Globalization;

namespace MeterFirmware.Bench.HeadEnd;

/// <summary>The text form of a message on the wire: <c>GBCS:DATA#channel:octets:hex</c>.</summary>
internal static class MessageLine
{
    public const string Prefix = "GBCS:DATA#";

    /// <summary>A line without its end.</summary>
    public static string Write(int channel, byte[] message) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Prefix}{channel}:{message.Length}:{Convert.ToHexString(message)}"
        );

    /// <summary>The message of a line.</summary>
    /// <exception cref="FormatException">The line is not of the form.</exception>
    public static byte[] Read(string line)
    {
        string[] parts = line.Split(':');
        bool isLine = parts.Length == 4 && line.StartsWith(Prefix, StringComparison.Ordinal);
        byte[] message = isLine ? Convert.FromHexString(parts[3]) : null;
        bool isWhole =
            isLine && int.TryParse(parts[2], CultureInfo.InvariantCulture, out int count) && count == message.Length;
        return isWhole ? message : throw new FormatException($"not a line of the form {Prefix}channel:octets:hex");
    }
}
