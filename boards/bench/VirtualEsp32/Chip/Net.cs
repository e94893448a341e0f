using System;
using System.Collections.Generic;

namespace MeterFirmware.VirtualEsp32
{
    /// <summary>
    /// One wire of the circuit: resistors to rails, and sources that drive it or let go. Its voltage is that of the
    /// sources, else of the divider that the resistors form.
    /// </summary>
    public sealed class Net
    {
        /// <summary>The voltage of a net that nothing holds.</summary>
        public const int Floating = -1;

        private readonly VirtualChip chip;
        private readonly List<(long Ohms, int RailMillivolts)> resistors = new();
        private readonly List<NetSource> sources = new();
        private (long Ohms, int RailMillivolts) internalPull;
        private bool isContended;

        internal Net(VirtualChip chip, string name, int supplyMillivolts)
        {
            this.chip = chip;
            Name = name;
            SupplyMillivolts = supplyMillivolts;
        }

        /// <summary>Called for every change of this net, as <see cref="INetListener.OnNetChange"/>.</summary>
        public event Action<NetChange> Changed;

        /// <summary>For people.</summary>
        public string Name { get; }

        /// <summary>The supply that the logic thresholds are a part of.</summary>
        public int SupplyMillivolts { get; }

        /// <summary>The voltage, or <see cref="Floating"/>.</summary>
        public int Millivolts { get; private set; } = Floating;

        /// <summary>The level.</summary>
        public LogicLevel Level { get; private set; } = LogicLevel.Undefined;

        /// <summary>What an input reads: the level, or the last one that was defined. Low at first.</summary>
        public bool ReadsHigh { get; private set; }

        /// <summary>How often two sources began to drive the net to different voltages.</summary>
        public int Contentions { get; private set; }

        /// <summary>Solders a resistor to a rail.</summary>
        /// <param name="ohms">1 or more.</param>
        /// <param name="railMillivolts">0 or more; 0 is ground.</param>
        /// <returns>This net.</returns>
        public Net AddResistor(long ohms, int railMillivolts)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ohms);
            ArgumentOutOfRangeException.ThrowIfNegative(railMillivolts);
            lock (chip.Gate)
            {
                resistors.Add((ohms, railMillivolts));
                Resolve();
            }

            return this;
        }

        /// <summary>Connects something that can drive the net. It begins released.</summary>
        public NetSource AddSource()
        {
            lock (chip.Gate)
            {
                var source = new NetSource(this);
                sources.Add(source);
                return source;
            }
        }

        internal void Set(NetSource source, int millivolts)
        {
            lock (chip.Gate)
            {
                source.Millivolts = millivolts;
                Resolve();
            }
        }

        internal void SetInternalPull(long ohms, int railMillivolts) => internalPull = (ohms, railMillivolts);

        internal void Raise(NetChange change) => Changed?.Invoke(change);

        private void Resolve()
        {
            int millivolts = DrivenMillivolts();
            if (millivolts == Floating)
            {
                millivolts = DividedMillivolts();
            }

            if (millivolts == Millivolts)
            {
                return;
            }

            Millivolts = millivolts;
            Level = LevelOf(millivolts);
            if (Level != LogicLevel.Undefined)
            {
                ReadsHigh = Level == LogicLevel.High;
            }

            chip.Report(this);
        }

        private int DrivenMillivolts()
        {
            int lowest = int.MaxValue;
            int highest = Floating;
            foreach (NetSource source in sources)
            {
                if (source.Millivolts != Floating)
                {
                    lowest = Math.Min(lowest, source.Millivolts);
                    highest = Math.Max(highest, source.Millivolts);
                }
            }

            bool isContended = highest > lowest;
            Contentions += isContended && !this.isContended ? 1 : 0;
            this.isContended = isContended;

            // Two sources against each other: the one that pulls down is taken to be the stronger, as in most output
            // stages.
            return highest == Floating ? Floating : lowest;
        }

        private int DividedMillivolts()
        {
            double conductance = 0;
            double current = 0;
            foreach ((long ohms, int railMillivolts) in resistors)
            {
                conductance += 1.0 / ohms;
                current += (double)railMillivolts / ohms;
            }

            if (internalPull.Ohms > 0)
            {
                conductance += 1.0 / internalPull.Ohms;
                current += (double)internalPull.RailMillivolts / internalPull.Ohms;
            }

            return conductance == 0 ? Floating : (int)Math.Round(current / conductance);
        }

        private LogicLevel LevelOf(int millivolts)
        {
            if (millivolts == Floating)
            {
                return LogicLevel.Undefined;
            }

            if (4 * millivolts < SupplyMillivolts)
            {
                return LogicLevel.Low;
            }

            return 4 * millivolts > 3 * SupplyMillivolts ? LogicLevel.High : LogicLevel.Undefined;
        }
    }
}
