using MeterFirmware.Core.Display;
using MeterFirmware.VirtualEsp32.Parts;

namespace MeterFirmware.Bench;

/// <summary>What a virtual display shows as text for the meter's own five characters.</summary>
internal static class GlyphMap
{
    public static void Apply(Hd44780Lcd display)
    {
        Map(display, Glyph.Pound, '£');
        Map(display, Glyph.Euro, '€');
        Map(display, Glyph.Cubed, '³');
        Map(display, Glyph.Backslash, '\\');
        Map(display, Glyph.Tilde, '~');
    }

    private static void Map(Hd44780Lcd display, int code, char character)
    {
        byte[] rows = new byte[8];
        Glyph.CopyDots(code, rows);
        display.MapCustom(rows, character);
    }
}
