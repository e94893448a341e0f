using System;

namespace MeterFirmware.Core
{
    /// <summary>What a meter is told by the board it runs on, once, before it starts.</summary>
    public sealed class MeterConfiguration
    {
        /// <summary>The length of an EUI-64 in octets.</summary>
        public const int DeviceIdLength = 8;

        /// <summary>Describes a meter.</summary>
        /// <param name="kind">A <see cref="MeterKind"/>.</param>
        /// <param name="deviceId">The meter's EUI-64, 8 octets.</param>
        /// <param name="unitsPerPulse">What one pulse is worth, in Wh (ESME) or litres (GSME), 1 to 10,000.</param>
        /// <exception cref="ArgumentException">A value is out of its range.</exception>
        public MeterConfiguration(int kind, byte[] deviceId, int unitsPerPulse)
        {
            if (kind != MeterKind.Esme && kind != MeterKind.Gsme)
            {
                throw new ArgumentException("kind");
            }
            if (deviceId == null || deviceId.Length != DeviceIdLength)
            {
                throw new ArgumentException("deviceId");
            }
            if (unitsPerPulse < 1 || unitsPerPulse > 10000)
            {
                throw new ArgumentException("unitsPerPulse");
            }
            Kind = kind;
            DeviceId = deviceId;
            UnitsPerPulse = unitsPerPulse;
        }

        /// <summary>A <see cref="MeterKind"/>.</summary>
        public int Kind { get; }

        /// <summary>The meter's EUI-64, most significant octet first.</summary>
        public byte[] DeviceId { get; }

        /// <summary>
        /// True for a Large Gas Meter installed at domestic premises (GSME only): the requirements to lock, enable, disable
        /// and arm supply and those on the presentation of information do not apply to it (SMETS2 section 4, DP101). Always
        /// said, never guessed from Qmax.
        /// </summary>
        public bool LargeGasMeterAtDomesticPremises { get; init; }

        /// <summary>
        /// Qmax of a GSME, litres an hour: 1 to <see cref="Display.DisplayProfile.MostFlowLitresPerHour"/>; 0 where the board
        /// says nothing, for <see cref="MeterParameters.GsmeMaximumFlowLitresPerHour"/>. An ESME has none.
        /// </summary>
        public int MaximumFlowLitresPerHour { get; init; }

        /// <summary>
        /// The decimals that a Large Gas Meter can resolve and shows, 0 to 3; 3 unless the board says fewer. All others have
        /// three by SMETS2 4.4.5.1.
        /// </summary>
        public int LargeGasMeterDecimals { get; init; } = 3;

        /// <summary>What one pulse is worth: Wh (ESME) or litres (GSME).</summary>
        public int UnitsPerPulse { get; }

        /// <summary>True for an ESME of two measuring elements (Meter Variant 'B'). False unless the board says so.</summary>
        public bool HasSecondaryElement { get; set; }
    }
}
