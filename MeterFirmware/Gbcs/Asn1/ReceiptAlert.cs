using MeterFirmware.Core;
using MeterFirmware.Core.State;
using MeterFirmware.Core.Time;
using MeterFirmware.Crypto;
using MeterFirmware.Update;

namespace MeterFirmware.Gbcs.Asn1
{
    /// <summary>
    /// The firmware distribution receipt alert: the form of the other alerts of either meter, with the calculated
    /// manufacturer image hash.
    /// </summary>
    public static class ReceiptAlert
    {
        private const int OctetStringTag = 0x09;
        private const int StructureTag = 0x02;
        private const int UInt16Tag = 0x12;

        /// <summary>Writes the payload.</summary>
        /// <param name="state">The meter, with the alert's counter counted.</param>
        /// <param name="isEsme">In the form of an ESME, or of a GSME.</param>
        /// <param name="payload">Receives it.</param>
        public static void Write(MeterState state, bool isEsme, OctetWriter payload)
        {
            if (isEsme)
            {
                WriteDlms(state, payload);
            }
            else
            {
                WriteGbz(state, payload);
            }
            payload.WriteByte(OctetStringTag);
            payload.WriteByte(Sha256.DigestLength);
            payload.WriteOctets(state.Image.Raw, UpdateLayout.ReceiveDigest, Sha256.DigestLength);
        }

        private static void WriteDlms(MeterState state, OctetWriter payload)
        {
            // data-notification, long-invoke-id-and-priority, no date-time, a structure of three
            payload.WriteByte(0x0F);
            payload.WriteByte(0x20);
            payload.WriteOctets(state.Image.Raw, ImageLayout.AlertCounter + 5, 3);
            payload.WriteByte(0);
            payload.WriteByte(StructureTag);
            payload.WriteByte(3);
            payload.WriteByte(UInt16Tag);
            payload.WriteUInt16(state.Image.GetUInt16(UpdateLayout.ReceiptCode));
            payload.WriteByte(OctetStringTag);
            payload.WriteByte(UtcTime.CosemLength);
            UtcTime.WriteCosem(state.Clock.UtcSeconds, payload.Raw, payload.Reserve(UtcTime.CosemLength));
        }

        private static void WriteGbz(MeterState state, OctetWriter payload)
        {
            // GBCS profile, one component of content
            payload.WriteUInt16(0x0109);
            payload.WriteByte(1);
            payload.WriteUInt16(state.Image.GetUInt16(UpdateLayout.ReceiptCode));
            payload.WriteInt32((int)state.Clock.UtcSeconds);
        }
    }
}
