using System;

namespace MeterFirmware.VirtualEsp32.Parts
{
    /// <summary>
    /// A communications hub on the meter's connector (ICHIS, SMETS.md D.3): pull-ups on the signals, CH_PR grounded
    /// while it is plugged in, and a power outage alert AD1 when its 12 V has been away, or AC_LO has said that there is no
    /// mains, for more than three minutes.
    /// </summary>
    public sealed class CommunicationsHub
    {
        /// <summary>A loss of supply that is longer brings the alert.</summary>
        public const int AlertAfterSeconds = 180;

        /// <summary>The pull-ups on the signals. ICHIS leaves the value open; this is a usual one.</summary>
        public const int PullUpOhms = 10_000;

        private readonly VirtualClock clock;
        private readonly NetSource present;
        private readonly Net rail;
        private readonly int clockRate;
        private readonly LowWatch meterPresent;
        private readonly LowWatch acLow;
        private bool wasPowered;
        private bool wasOut;
        private int outage;

        /// <summary>Plugs it in.</summary>
        /// <param name="chip">The circuit.</param>
        /// <param name="rail">The 12 V.</param>
        /// <param name="hubPresent">CH_PR, active low.</param>
        /// <param name="meterPresent">MT_PR, active low.</param>
        /// <param name="acLow">AC_LO, High while there is no mains.</param>
        /// <param name="clockRate">How many times faster its three minutes go by, 1 or more.</param>
        public CommunicationsHub(
            VirtualChip chip,
            Net rail,
            Net hubPresent,
            Net meterPresent,
            Net acLow,
            int clockRate = 1
        )
        {
            ArgumentNullException.ThrowIfNull(chip);
            ArgumentNullException.ThrowIfNull(rail);
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(clockRate);
            clock = chip.Clock;
            this.clockRate = clockRate;
            this.rail = rail;
            foreach (Net signal in new[] { hubPresent, meterPresent, acLow })
            {
                signal.AddResistor(PullUpOhms, VirtualChip.SupplyMillivolts);
            }

            present = hubPresent.AddSource();
            present.Drive(false);
            this.meterPresent = new LowWatch(meterPresent);
            this.acLow = new LowWatch(acLow);
            wasPowered = IsPowered;
            rail.Changed += OnRailChanged;
            acLow.Changed += _ => Judge();
            Judge();
        }

        /// <summary>True while it has its 12 V.</summary>
        public bool IsPowered => rail.Millivolts == rail.SupplyMillivolts;

        /// <summary>How often the 12 V went away, for however short.</summary>
        public int SupplyDips { get; private set; }

        /// <summary>How often AC_LO left Low, which says that mains has gone.</summary>
        public int MainsLossSignals => acLow.Departures;

        /// <summary>How often MT_PR left Low, which says that the meter has gone.</summary>
        public int MeterAbsentSignals => meterPresent.Departures;

        /// <summary>Power outage alerts AD1 sent: one an outage.</summary>
        public int PowerOutageAlerts { get; private set; }

        /// <summary>Called for each alert.</summary>
        public event Action PowerOutageAlertSent;

        /// <summary>Unplugs the presence line or plugs it in again.</summary>
        /// <param name="pluggedIn">True to plug in.</param>
        public void SetPluggedIn(bool pluggedIn)
        {
            if (pluggedIn)
            {
                present.Drive(false);
            }
            else
            {
                present.Release();
            }
        }

        private void OnRailChanged(NetChange change)
        {
            SupplyDips += wasPowered && !IsPowered ? 1 : 0;
            wasPowered = IsPowered;
            Judge();
        }

        // An outage lasts from the first sign of it to the last.
        private void Judge()
        {
            bool isOut = !IsPowered || !acLow.IsLow;
            if (isOut == wasOut)
            {
                return;
            }

            wasOut = isOut;
            int outage = ++this.outage;
            if (isOut)
            {
                // Just beyond the limit: exactly three minutes are not more than three minutes.
                clock.Schedule((AlertAfterSeconds * 1_000_000L / clockRate) + 1, () => EndPatience(outage));
            }
        }

        private void EndPatience(int outage)
        {
            if (outage == this.outage)
            {
                PowerOutageAlerts++;
                PowerOutageAlertSent?.Invoke();
            }
        }

        // Counts how often a line that idles Low leaves it.
        private sealed class LowWatch
        {
            internal LowWatch(Net net)
            {
                IsLow = net.Level == LogicLevel.Low;
                net.Changed += OnChanged;
            }

            internal bool IsLow { get; private set; }

            internal int Departures { get; private set; }

            private void OnChanged(NetChange change)
            {
                bool isLow = change.Level == LogicLevel.Low;
                if (IsLow && !isLow)
                {
                    Departures++;
                }

                IsLow = isLow;
            }
        }
    }
}
