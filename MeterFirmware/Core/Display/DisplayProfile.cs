using System;

namespace MeterFirmware.Core.Display
{
    /// <summary>
    /// What kind of display a meter must have: how it shows its registers, and whether that is lawful. What goes over the HAN
    /// is the full value whatever is said here.
    /// </summary>
    public sealed class DisplayProfile
    {
        /// <summary>The largest Qmax that can be stated, litres an hour: 1,000 cubic metres an hour.</summary>
        public const int MostFlowLitresPerHour = 1000000;

        /// <summary>
        /// MID (2014/32/EU), gas meters: what passes in this time at Qmax must not return the digits to where they were.
        /// </summary>
        public const int MidHours = 8000;

        /// <summary>Digits before the point that SECMP0006 allows a GSME (SMETS2 4.4.5.1).</summary>
        public const int GsmeIntegerDigits = 5;

        /// <summary>Digits after the point that SECMP0006 wants of a GSME.</summary>
        public const int GsmeDecimals = 3;

        private const int LitresPerCubicMetre = 1000;

        private DisplayProfile(int kind, int maximumFlowLitresPerHour, bool isExempt, RegisterFormat registers)
        {
            Kind = kind;
            MaximumFlowLitresPerHour = maximumFlowLitresPerHour;
            LargeGasMeterAtDomesticPremises = isExempt;
            Registers = registers;
        }

        /// <summary>A <see cref="MeterKind"/>.</summary>
        public int Kind { get; }

        /// <summary>Qmax of a GSME, litres an hour; 0 for an ESME.</summary>
        public int MaximumFlowLitresPerHour { get; }

        /// <summary>
        /// True if the GSME is exempt from the presentation rules (MP101). Always said, never guessed from Qmax, and the same
        /// as the meter's own flag of that name.
        /// </summary>
        public bool LargeGasMeterAtDomesticPremises { get; }

        /// <summary>How the main register, the time-of-use registers and the block counters are shown.</summary>
        public RegisterFormat Registers { get; }

        /// <summary>
        /// What a meter must have by its configuration. Whether the display is exempt is the very flag that exempts the
        /// supply, so the two cannot differ.
        /// </summary>
        /// <param name="configuration">What the board said of the meter.</param>
        /// <exception cref="ArgumentException">
        /// Qmax breaks the rule of 8,000 hours or is out of range, or what is a GSME's was said of an ESME.
        /// </exception>
        public static DisplayProfile Of(MeterConfiguration configuration)
        {
            int flow = configuration.MaximumFlowLitresPerHour;
            bool isExempt = configuration.LargeGasMeterAtDomesticPremises;
            if (configuration.Kind == MeterKind.Esme)
            {
                if (flow != 0 || isExempt)
                {
                    throw new ArgumentException("an electricity meter has no Qmax and is no Large Gas Meter");
                }
                return Esme(MeterParameters.EsmeDisplayIntegerDigits, MeterParameters.EsmeDisplayDecimals);
            }
            flow = flow == 0 ? MeterParameters.GsmeMaximumFlowLitresPerHour : flow;
            if (!isExempt)
            {
                return Gsme(flow);
            }
            int fewest = FewestIntegerDigits(flow);
            int digits = fewest < GsmeIntegerDigits ? GsmeIntegerDigits : fewest;
            return LargeGasMeter(flow, digits, configuration.LargeGasMeterDecimals);
        }

        /// <summary>What a meter has whose board says nothing: whole kWh, or a U6.</summary>
        /// <param name="kind">A <see cref="MeterKind"/>.</param>
        public static DisplayProfile Default(int kind)
        {
            return Of(new MeterConfiguration(kind, new byte[MeterConfiguration.DeviceIdLength], 1));
        }

        /// <summary>An ESME. No source for its digits is at hand: they are what the maker says.</summary>
        /// <param name="integerDigits">Digits before the point.</param>
        /// <param name="decimals">Digits after it, 0 to 3.</param>
        /// <exception cref="ArgumentException">Out of range, or too wide for a row.</exception>
        public static DisplayProfile Esme(int integerDigits, int decimals)
        {
            RegisterFormat registers = new RegisterFormat(ReadingUnit.KilowattHours, integerDigits, decimals);
            return new DisplayProfile(MeterKind.Esme, 0, false, registers);
        }

        /// <summary>A GSME that keeps to SECMP0006: NNNNN.NNN.</summary>
        /// <param name="maximumFlowLitresPerHour">Qmax, 1 to <see cref="MostFlowLitresPerHour"/>.</param>
        /// <exception cref="ArgumentException">Out of range, or five digits would break the rule of 8,000 hours.</exception>
        public static DisplayProfile Gsme(int maximumFlowLitresPerHour)
        {
            if (FewestIntegerDigits(maximumFlowLitresPerHour) > GsmeIntegerDigits)
            {
                throw new ArgumentException(
                    Conflict(maximumFlowLitresPerHour, GsmeIntegerDigits)
                        + ", and SMETS2 4.4.5.1 (SECMP0006) allows no more; "
                        + "only with LargeGasMeterAtDomesticPremises may the meter show more"
                );
            }
            RegisterFormat registers = new RegisterFormat(ReadingUnit.CubicMetres, GsmeIntegerDigits, GsmeDecimals);
            return new DisplayProfile(MeterKind.Gsme, maximumFlowLitresPerHour, false, registers);
        }

        /// <summary>
        /// A Large Gas Meter at domestic premises, which the presentation rules of SMETS2 section 4 do not bind; MID does.
        /// </summary>
        /// <param name="maximumFlowLitresPerHour">Qmax, 1 to <see cref="MostFlowLitresPerHour"/>.</param>
        /// <param name="integerDigits">
        /// Digits before the point, at least <see cref="FewestIntegerDigits"/> of its Qmax.
        /// </param>
        /// <param name="decimals">As many as the meter can resolve, 0 to 3.</param>
        /// <exception cref="ArgumentException">Out of range, or the digits would break the rule of 8,000 hours.</exception>
        public static DisplayProfile LargeGasMeter(int maximumFlowLitresPerHour, int integerDigits, int decimals)
        {
            if (FewestIntegerDigits(maximumFlowLitresPerHour) > integerDigits)
            {
                throw new ArgumentException(Conflict(maximumFlowLitresPerHour, integerDigits));
            }
            RegisterFormat registers = new RegisterFormat(ReadingUnit.CubicMetres, integerDigits, decimals);
            return new DisplayProfile(MeterKind.Gsme, maximumFlowLitresPerHour, true, registers);
        }

        /// <summary>The fewest digits before the point that MID lets a gas meter have: 10^n above 8,000 hours of Qmax.</summary>
        /// <param name="maximumFlowLitresPerHour">Qmax, 1 to <see cref="MostFlowLitresPerHour"/>.</param>
        /// <exception cref="ArgumentException">Out of range.</exception>
        public static int FewestIntegerDigits(int maximumFlowLitresPerHour)
        {
            if (maximumFlowLitresPerHour < 1 || maximumFlowLitresPerHour > MostFlowLitresPerHour)
            {
                throw new ArgumentException("Qmax is 1 to 1,000,000 litres an hour");
            }
            long litres = (long)maximumFlowLitresPerHour * MidHours;
            int digits = 0;
            for (long capacity = LitresPerCubicMetre; capacity <= litres; capacity *= 10)
            {
                digits++;
            }
            // A meter so small that a cubic metre lasts it a year still has a digit before the point.
            return digits == 0 ? 1 : digits;
        }

        private static string Conflict(int maximumFlowLitresPerHour, int integerDigits)
        {
            return "Qmax of "
                + maximumFlowLitresPerHour.ToString()
                + " litres an hour needs "
                + FewestIntegerDigits(maximumFlowLitresPerHour).ToString()
                + " digits before the point for 8,000 hours without a return (MID); the display would have "
                + integerDigits.ToString();
        }
    }
}
