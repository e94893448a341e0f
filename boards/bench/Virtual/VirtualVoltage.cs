using MeterFirmware.Hal;

namespace MeterFirmware.Bench.Virtual
{
    /// <summary>A metrology that measures voltage: whatever the bench says it is.</summary>
    public sealed class VirtualVoltage : IVoltageSense
    {
        /// <summary>0.1 V; less than 0 for no reading. 230.0 V until the bench says otherwise.</summary>
        public int Decivolts { get; set; } = 2_300;

        /// <inheritdoc/>
        public int ReadDecivolts() => Decivolts;
    }
}
