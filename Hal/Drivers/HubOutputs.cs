using System.Device.Gpio;

namespace MeterFirmware.Hal.Drivers
{
    /// <summary>
    /// The lines that a meter drives to its hub, opened once, before anything else of a program, and never closed. Their
    /// levels are not a choice: the cut line is active High and MT_PR active Low, and both are held Low by resistors, so
    /// that nothing moves while a pin floats or is opened (the check is in boards/common).
    /// </summary>
    public sealed class HubOutputs
    {
        /// <summary>Stands for MT_PR on a board that grounds it.</summary>
        public const int NoPin = -1;

        /// <summary>Opens the lines: the hub keeps its supply and sees the meter.</summary>
        /// <param name="controller">Opens pins.</param>
        /// <param name="cutPin">The cut line.</param>
        /// <param name="meterPresentPin">MT_PR, or <see cref="NoPin"/>.</param>
        public HubOutputs(GpioController controller, int cutPin, int meterPresentPin)
        {
            Cut = new OutputLine(controller, cutPin, ActiveLevel.High, false);
            if (meterPresentPin != NoPin)
            {
                MeterPresent = new OutputLine(controller, meterPresentPin, ActiveLevel.Low, true);
            }
        }

        /// <summary>The cut line.</summary>
        public OutputLine Cut { get; }

        /// <summary>MT_PR; null on a board that grounds it.</summary>
        public OutputLine MeterPresent { get; }
    }
}
