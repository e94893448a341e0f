using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;
using MeterFirmware.Core.Time;

namespace MeterFirmware.Core.Payment
{
    /// <summary>
    /// Uncontrolled gas flow of a GSME (SMETS2 4.6.4.33, SECMP0023): whenever the supply is enabled, the gas that flows in the
    /// measurement period after the stabilisation period is compared with the threshold, and more than that disables the
    /// supply and arms it (0x81BF). The periods run by the monotonic clock. A restart with the supply on is no enabling. Volume
    /// comes in whole pulses, so a threshold should be worth several in its period.
    /// </summary>
    public sealed class GasFlowWatch
    {
        private const long NotWatching = -1;
        private const int MillisecondsOfTenth = 100;

        private readonly MeterClock clock;
        private readonly SupplyControl supply;
        private readonly byte[] settings;
        private long enabledAt = NotWatching;
        private long litres;
        private bool wasOn = true;

        /// <summary>Watches the flow of a supply.</summary>
        /// <param name="clock">The time.</param>
        /// <param name="supply">Is watched, and disarmed.</param>
        /// <param name="settings">Those in force, as <see cref="UncontrolledGasFlow"/> has them; all zero for none.</param>
        public GasFlowWatch(MeterClock clock, SupplyControl supply, byte[] settings)
        {
            this.clock = clock;
            this.supply = supply;
            this.settings = settings;
        }

        /// <summary>True from an enabling of the supply to the end of its measurement.</summary>
        public bool IsWatching
        {
            get { return enabledAt != NotWatching; }
        }

        private bool IsSet
        {
            get { return UncontrolledGasFlow.IsInUse(settings, 0); }
        }

        private long MeasurementBegins
        {
            get { return enabledAt + UncontrolledGasFlow.StabilisationTenths(settings, 0) * MillisecondsOfTenth; }
        }

        /// <summary>Counts gas that flowed since the last tick.</summary>
        /// <param name="quantity">Litres, 0 or more.</param>
        public void Count(long quantity)
        {
            if (IsWatching && clock.MonotonicMilliseconds >= MeasurementBegins)
            {
                litres += quantity;
            }
        }

        /// <summary>Follows the supply and the time.</summary>
        internal void Tick()
        {
            bool isOn = supply.IsSupplyOn;
            if (isOn && !wasOn)
            {
                enabledAt = clock.MonotonicMilliseconds;
                litres = 0;
            }
            wasOn = isOn;
            if (!IsWatching)
            {
                return;
            }
            if (!isOn || !IsSet)
            {
                enabledAt = NotWatching;
                return;
            }
            Judge();
        }

        // What is too much for the whole period is too much before its end.
        private void Judge()
        {
            int seconds = UncontrolledGasFlow.MeasurementSeconds(settings, 0);
            if (UncontrolledGasFlow.IsExceeded(settings, 0, litres, seconds))
            {
                enabledAt = NotWatching;
                supply.LimitFlow();
                wasOn = supply.IsSupplyOn;
            }
            else if (clock.MonotonicMilliseconds - MeasurementBegins >= seconds * 1000L)
            {
                enabledAt = NotWatching;
            }
        }
    }
}
