using Spectre.Console;

namespace MeterFirmware.Bench.Terminals;

/// <summary>The meter's display as a picture.</summary>
internal static class DisplayPanel
{
    /// <summary>Frames the text of the display.</summary>
    /// <param name="text">Its rows, divided by line feeds.</param>
    public static Panel Of(string text) =>
        new(new Text(text, new Style(Color.Black, Color.Green))) { Border = BoxBorder.Rounded };
}
