using MeterFirmware.Core;
using MeterFirmware.Core.State;
using MeterFirmware.Core.Time;

namespace MeterFirmware.Gbcs.Asn1
{
    /// <summary>The beginning that an ESME's alerts have in common: a data-notification with a structure.</summary>
    public static class DlmsAlert
    {
        /// <summary>The tag of an octet-string.</summary>
        public const int OctetStringTag = 0x09;

        private const int StructureTag = 0x02;
        private const int UInt16Tag = 0x12;

        /// <summary>Writes everything up to the time, which is now.</summary>
        /// <param name="state">The meter, with the alert's counter counted.</param>
        /// <param name="fields">How many fields the structure has, code and time included.</param>
        /// <param name="code">The alert code.</param>
        /// <param name="payload">Receives it.</param>
        public static void Begin(MeterState state, int fields, int code, OctetWriter payload)
        {
            // data-notification, long-invoke-id-and-priority, no date-time
            payload.WriteByte(0x0F);
            payload.WriteByte(0x20);
            payload.WriteOctets(state.Image.Raw, ImageLayout.AlertCounter + 5, 3);
            payload.WriteByte(0);
            payload.WriteByte(StructureTag);
            payload.WriteByte(fields);
            payload.WriteByte(UInt16Tag);
            payload.WriteUInt16(code);
            WriteTime(state.Clock.UtcSeconds, payload);
        }

        /// <summary>Writes a date-time as an octet-string.</summary>
        /// <param name="utcSeconds">Seconds since 2000-01-01T00:00:00Z.</param>
        /// <param name="payload">Receives 14 octets.</param>
        public static void WriteTime(long utcSeconds, OctetWriter payload)
        {
            payload.WriteByte(OctetStringTag);
            payload.WriteByte(UtcTime.CosemLength);
            UtcTime.WriteCosem(utcSeconds, payload.Raw, payload.Reserve(UtcTime.CosemLength));
        }
    }
}
