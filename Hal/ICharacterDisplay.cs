namespace MeterFirmware.Hal
{
    /// <summary>A character display. Cells hold codes of the HD44780's ROM A00; 0 to 7 are custom characters.</summary>
    public interface ICharacterDisplay
    {
        /// <summary>Cells in a row.</summary>
        int Columns { get; }

        /// <summary>Rows.</summary>
        int Rows { get; }

        /// <summary>
        /// Shows a whole screen. Only cells that differ from what is shown are sent. A missing or failed display is
        /// no error here: the meter goes on.
        /// </summary>
        /// <param name="cells">Rows x Columns codes, row by row.</param>
        void Show(byte[] cells);

        /// <summary>Gives a custom character its dots.</summary>
        /// <param name="code">0 to 7.</param>
        /// <param name="rows">8 rows of 5 dots, bit 4 the leftmost.</param>
        void DefineCharacter(int code, byte[] rows);
    }
}
