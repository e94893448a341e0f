using MeterFirmware.Hal.Drivers;

namespace MeterFirmware.Board
{
    /// <summary>One line between the chip and the board.</summary>
    public sealed class LineDefinition
    {
        /// <summary>Describes one.</summary>
        /// <param name="name">As the wiring table has it.</param>
        /// <param name="pin">GPIO number.</param>
        /// <param name="activeLevel">The level that means Active.</param>
        /// <param name="pulls">All resistors on the line, those at the hub too.</param>
        public LineDefinition(string name, int pin, ActiveLevel activeLevel, Pull[] pulls)
        {
            Name = name;
            Pin = pin;
            ActiveLevel = activeLevel;
            Pulls = pulls;
        }

        /// <summary>As the wiring table has it.</summary>
        public string Name { get; }

        /// <summary>GPIO number.</summary>
        public int Pin { get; }

        /// <summary>The level that means Active.</summary>
        public ActiveLevel ActiveLevel { get; }

        /// <summary>All resistors on the line, those at the hub too.</summary>
        public Pull[] Pulls { get; }
    }
}
