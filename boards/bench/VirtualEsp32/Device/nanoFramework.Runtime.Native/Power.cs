using MeterFirmware.VirtualEsp32;

namespace nanoFramework.Runtime.Native
{
    /// <summary>Restarts the program.</summary>
    public class Power
    {
        /// <summary>
        /// Restarts the chip or the interpreter. On the device it does not return; here the running program is left
        /// by an exception that whoever started it catches.
        /// </summary>
        /// <param name="rebootOption">What to restart.</param>
        /// <exception cref="RebootException">Always.</exception>
        public static void RebootDevice(RebootOption rebootOption = RebootOption.NormalReboot)
        {
            if (rebootOption == RebootOption.ClrOnly)
            {
                VirtualChip.Current.RestartClr();
            }
            else
            {
                VirtualChip.Current.HardReset();
            }

            throw new RebootException(rebootOption);
        }
    }
}
