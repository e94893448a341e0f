namespace MeterFirmware.Board
{
    /// <summary>
    /// What the pins of an ESP32 module are (ESP32 data sheet, pin list and strapping pins; PLATFORM.md, GPIO).
    /// </summary>
    public static class Esp32Pins
    {
        /// <summary>The chip's supply.</summary>
        public const int SupplyMillivolts = 3_300;

        /// <summary>The chip's pull-up, typically.</summary>
        public const int InternalPullUpOhms = 45_000;

        /// <summary>False for numbers that the chip lacks or the modules do not bring out.</summary>
        public static bool Exists(int pin)
        {
            return pin >= 0 && pin <= 39 && pin != 20 && pin != 24 && (pin < 28 || pin > 31) && pin != 37 && pin != 38;
        }

        /// <summary>True for the flash's pins.</summary>
        public static bool IsFlash(int pin)
        {
            return pin >= 6 && pin <= 11;
        }

        /// <summary>True for the pins of the console and debugger.</summary>
        public static bool IsConsole(int pin)
        {
            return pin == 1 || pin == 3;
        }

        /// <summary>True for pins whose level at reset decides how the chip starts.</summary>
        public static bool IsStrapping(int pin)
        {
            return pin == 0 || pin == 2 || pin == 5 || pin == 12 || pin == 15;
        }

        /// <summary>True for pins that move while the chip starts, though nothing there asks what they are.</summary>
        public static bool MovesAtBoot(int pin)
        {
            return pin == 14;
        }

        /// <summary>True for the PSRAM's pins, on modules that have it.</summary>
        public static bool IsPsram(int pin)
        {
            return pin == 16 || pin == 17;
        }

        /// <summary>True for pins without an output and without pulls.</summary>
        public static bool IsInputOnly(int pin)
        {
            return pin >= 34;
        }
    }
}
